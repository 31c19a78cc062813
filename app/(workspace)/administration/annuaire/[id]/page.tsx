import type { Metadata } from 'next';
import { ImportReportPage } from '@/components/territory/import-report';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Rapport d’import' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  return <ImportReportPage report={await orNotFound(() => caller.territory.importReport({ id }))} />;
}
