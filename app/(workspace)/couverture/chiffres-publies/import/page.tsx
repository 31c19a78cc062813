import type { Metadata } from 'next';
import { ImportFigures } from '@/components/coverage/published/import-figures';
import { coverageCrumb, figuresCrumb } from '@/components/coverage/published/words';
import { PageHeader } from '@/components/ui/page-header';
import { civilDate } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Importer des chiffres publiés' };

export default async function Page() {
  const [caller, { now }] = await Promise.all([api(), currentContext()]);
  await orNotFound(() => caller.coverage.figures.departments());
  return (
    <>
      <PageHeader crumbs={[coverageCrumb, figuresCrumb]} title="Importer des chiffres publiés" />
      <ImportFigures today={civilDate(now)} />
    </>
  );
}
