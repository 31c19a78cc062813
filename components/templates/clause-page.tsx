import { TextDifference } from '@/components/conventions/comparison/line-view';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { ClauseDetail } from '@/server/templates/queries/clauses';
import { ClauseForm } from './clause-form';
import { TakeClause } from './take-clause';
import { clausesCrumb, obligationWords, sectionWords, templatesCrumb } from './words';

/** One clause: the text retained, the national one beside it, its versions, and the académie's pen. */
export function ClausePage({ detail }: { detail: ClauseDetail }) {
  const own = detail.own?.versions[0] ?? null;
  const national = detail.national?.versions[0] ?? null;
  const shown = own ?? national;
  if (!shown) return <EmptyState title="Clause sans texte">Aucune version n’en a été publiée.</EmptyState>;
  const moved = Boolean(own && national && (own.baseNumber ?? 0) < national.number);
  return (
    <>
      <PageHeader
        crumbs={[templatesCrumb, clausesCrumb]}
        title={shown.title}
        lead={`${sectionWords[detail.section]}, clause ${obligationWords[shown.obligation].label.toLowerCase()}${shown.legalBasis ? `\u00a0; fondement\u00a0: ${shown.legalBasis}` : ''}.`}
        action={
          detail.mayEdit && national && (!own || moved) ? (
            <TakeClause
              id={detail.id}
              seen={own?.number ?? 0}
              isUpdate={Boolean(own)}
              number={national.number}
            />
          ) : undefined
        }
      />
      <div className="flex flex-col gap-10">
        {own && national && (
          <Section
            title={moved ? 'Le texte national a évolué' : 'Le texte national et celui de l’académie'}
            lead={`Texte de l’académie, version ${own.number}, comparé au texte national, version ${national.number}.`}
          >
            <div className="max-w-text text-sm">
              <TextDifference from={national.body} to={own.body} />
            </div>
          </Section>
        )}
        {(!own || !detail.mayEdit) && (
          <Section title={own ? 'Texte de l’académie' : 'Texte national'}>
            <p className="max-w-text whitespace-pre-wrap">{shown.body}</p>
          </Section>
        )}
        {detail.mayEdit && (
          <Section title={own ? 'Nouvelle version de l’académie' : 'Écrire la version de l’académie'}>
            <ClauseForm
              key={`${own?.number ?? 0}`}
              isNew={false}
              start={{
                clauseId: detail.id,
                key: detail.key,
                degree: detail.degree,
                kind: detail.kind === 'processing_agreement' ? 'processing_agreement' : 'convention',
                section: detail.section,
                title: shown.title,
                body: shown.body,
                variables: shown.variables,
                wordings: shown.wordings,
                legalBasis: shown.legalBasis,
                obligation: shown.obligation,
                alternativeOf: shown.alternativeOf,
                seen: own?.number ?? 0,
              }}
            />
          </Section>
        )}
        <Section title="Versions">
          <ul className="flex flex-col gap-2">
            {[
              ...(detail.own?.versions ?? []).map((one) => ({ ...one, of: 'académie' })),
              ...(detail.national?.versions ?? []).map((one) => ({ ...one, of: 'nationale' })),
            ].map((one) => (
              <li key={`${one.of}:${one.number}`}>
                {`Version ${one.number} (${one.of}), publiée le ${formatDate(one.publishedAt)}${one.publishedBy ? ` par ${one.publishedBy}` : ''}`}
                <span className="block break-all font-mono text-soft text-sm">SHA-256 {one.sha256}</span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}
