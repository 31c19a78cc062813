import type { Metadata } from 'next';
import { forbidden } from 'next/navigation';
import { FigureForm } from '@/components/coverage/published/figure-form';
import { coverageCrumb, FIGURES, figuresCrumb } from '@/components/coverage/published/words';
import { PageHeader } from '@/components/ui/page-header';
import { civilDate } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Corriger un chiffre publié' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const [caller, { now }] = await Promise.all([api(), currentContext()]);
  const figure = await orNotFound(() => caller.coverage.figures.get({ id }));
  if (!figure.canEdit || figure.withdrawn) forbidden();
  const departments = await caller.coverage.figures.departments();
  const title = `${figure.departmentName}, ${figure.year}`;
  return (
    <>
      <PageHeader
        crumbs={[coverageCrumb, figuresCrumb, { label: title, href: `${FIGURES}/${id}` }]}
        title="Corriger un chiffre publié"
      />
      <FigureForm key={figure.version} figure={figure} departments={departments} today={civilDate(now)} />
    </>
  );
}
