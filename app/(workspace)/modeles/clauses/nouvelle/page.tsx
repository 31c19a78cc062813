import type { Metadata } from 'next';
import { forbidden } from 'next/navigation';
import { ClauseForm } from '@/components/templates/clause-form';
import { clausesCrumb, templatesCrumb } from '@/components/templates/words';
import { type PageParams, paramChoice } from '@/components/ui/address';
import { PageHeader } from '@/components/ui/page-header';
import { currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Nouvelle clause' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const { ability } = await currentContext();
  if (!ability.can('create', 'Clause')) forbidden();
  return (
    <>
      <PageHeader crumbs={[templatesCrumb, clausesCrumb]} title="Nouvelle clause" />
      <ClauseForm
        isNew
        start={{
          key: '',
          degree: paramChoice(params, 'degre', ['primary', 'secondary']) ?? 'primary',
          kind: paramChoice(params, 'nature', ['convention', 'processing_agreement']) ?? 'convention',
          section: 'article',
          title: '',
          body: '',
          variables: [],
          wordings: [],
          legalBasis: '',
          obligation: 'optional',
          alternativeOf: null,
          seen: 0,
        }}
      />
    </>
  );
}
