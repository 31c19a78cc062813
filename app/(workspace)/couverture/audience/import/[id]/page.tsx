import type { Metadata } from 'next';
import { ImportPage } from '@/components/audience/import-page';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Import d’une mesure d’audience' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const [{ id }, caller, { ability }] = await Promise.all([params, api(), currentContext()]);
  return (
    <ImportPage
      view={await orNotFound(() => caller.audience.import({ id }))}
      mayEdit={ability.can('edit', 'AudienceImport')}
    />
  );
}
