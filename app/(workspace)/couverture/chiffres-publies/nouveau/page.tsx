import type { Metadata } from 'next';
import { FigureForm } from '@/components/coverage/published/figure-form';
import { coverageCrumb, figuresCrumb } from '@/components/coverage/published/words';
import { PageHeader } from '@/components/ui/page-header';
import { civilDate } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Saisir un chiffre publié' };

export default async function Page() {
  const [caller, { now }] = await Promise.all([api(), currentContext()]);
  const departments = await orNotFound(() => caller.coverage.figures.departments());
  return (
    <>
      <PageHeader
        crumbs={[coverageCrumb, figuresCrumb]}
        title="Saisir un chiffre publié"
        lead="Un chiffre paru ailleurs, recopié avec sa source&nbsp;: il est montré à côté du calcul, jamais mêlé à lui."
      />
      <FigureForm figure={null} departments={departments} today={civilDate(now)} />
    </>
  );
}
