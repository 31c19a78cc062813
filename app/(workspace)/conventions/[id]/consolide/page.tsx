import { ConsolidatedPage } from '@/components/amendments/consolidated-page';
import { type PageParams, param } from '@/components/ui/address';
import { isIsoDate } from '@/server/calendar';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageParams> };

export const metadata = { title: 'Texte consolidé' };

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const date = param(await searchParams, 'date');
  const caller = await api();
  const text = await orNotFound(() =>
    caller.amendments.consolidated({ id, ...(date && isIsoDate(date) ? { asOf: date } : {}) }),
  );
  return <ConsolidatedPage text={text} />;
}
