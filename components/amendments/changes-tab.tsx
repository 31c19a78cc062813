import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { formatDate, formatLongDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { AmendmentChoices, ChangesView } from '@/server/amendments/queries';
import { AmendmentForm } from './amendment-form';
import { RewriteArticle } from './rewrite-article';

/** What an avenant modifies: a form while it is written, facts afterwards. */
export function ChangesTab({ view, choices }: { view: ChangesView; choices: AmendmentChoices | null }) {
  return (
    <Section
      title="Ce que l’avenant modifie"
      lead={
        view.appliedOn
          ? `Appliqué à la convention ${view.parent.number} le ${formatLongDate(view.appliedOn)}.`
          : 'Les articles proposés suivent ces modifications ; ceux que vous réécrivez à la main ne changent plus d’eux-mêmes.'
      }
      action={
        <ButtonLink size="sm" href={`/conventions/${view.parent.id}?onglet=avenants`}>
          Voir la convention
        </ButtonLink>
      }
    >
      {[...view.problems].map((sentence) => (
        <Notice key={sentence} tone="danger">
          {sentence}
        </Notice>
      ))}
      {[...view.conflicts].map((sentence) => (
        <Notice key={sentence} tone="warning">
          {sentence}
        </Notice>
      ))}
      {view.mayEdit && choices && (
        <>
          {view.edited.map((article) => (
            <RewriteArticle key={article.key} id={view.id} article={article} />
          ))}
          <AmendmentForm key={view.version} choices={choices} view={view} />
        </>
      )}
      {!view.mayEdit && <ChangesFacts view={view} />}
    </Section>
  );
}

function ChangesFacts({ view }: { view: ChangesView }) {
  const { changes, names } = view;
  const school = (uai: string) => `${names.schools[uai] ?? uai} (${uai})`;
  const facts = [
    ...changes.schoolsIn.map(({ uai, entryOn }) => ({
      label: `Entre le ${formatDate(entryOn)}`,
      value: school(uai),
    })),
    ...changes.schoolsOut.map(({ uai, exitOn, reason }) => ({
      label: `Sort le ${formatDate(exitOn)}`,
      value: `${school(uai)}\u00a0: ${reason}`,
    })),
    ...(changes.product
      ? [
          {
            label: 'Nouvelle solution',
            value: [names.product, changes.product.marketReference].filter(Boolean).join(' · '),
          },
        ]
      : []),
    ...(changes.term
      ? [
          {
            label: 'Nouveau terme',
            value: changes.term.endsOn
              ? formatLongDate(changes.term.endsOn)
              : `${changes.term.durationMonths} mois en tout`,
          },
        ]
      : []),
    ...(changes.parties
      ? [{ label: 'Parties', value: [names.authority, changes.parties.facts].filter(Boolean).join(' · ') }]
      : []),
    ...changes.articles.map(({ mode, title }) => ({
      label: mode === 'add' ? 'Article ajouté' : 'Article remplacé',
      value: title,
    })),
  ];
  return <DescriptionList facts={facts} />;
}
