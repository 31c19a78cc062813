import type { Metadata } from 'next';
import { ClauseLibrary } from '@/components/templates/clause-library';
import { type PageParams, paramChoice } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Bibliothèque de clauses' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const place = {
    degree: paramChoice(params, 'degre', ['primary', 'secondary']) ?? ('primary' as const),
    kind: paramChoice(params, 'nature', ['convention', 'processing_agreement']) ?? ('convention' as const),
  };
  const caller = await api();
  const clauses = await orNotFound(() => caller.templates.clauses(place));
  const { ability } = await currentContext();
  return <ClauseLibrary clauses={clauses} place={place} mayWrite={ability.can('create', 'Clause')} />;
}
