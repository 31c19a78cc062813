import { toneOf } from '@/components/conventions/tone';
import { Badge, StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { kindLabels } from '@/server/amendments/domain';
import type { AmendmentList } from '@/server/amendments/queries';

/** The avenants of a convention, what each changes, and the way to the consolidated text. */
export function AmendmentsTab({ list }: { list: AmendmentList }) {
  const { parent, amendments } = list;
  const conflicts = [...new Set(amendments.flatMap((one) => one.conflicts))];
  return (
    <Section
      title="Avenants"
      count={amendments.length}
      lead="Un texte signé ne se modifie plus : un avenant le modifie, signé dans les mêmes formes."
      action={
        <span className="flex flex-wrap gap-2">
          <ButtonLink size="sm" href={`/conventions/${parent.id}/consolide`}>
            Texte consolidé
          </ButtonLink>
          <ButtonLink
            size="sm"
            variant="primary"
            href={`/conventions/${parent.id}/avenants/nouveau`}
            reason={list.mayOpen ? null : (list.whyNot ?? 'Votre rôle ne permet pas d’ouvrir un avenant.')}
          >
            Nouvel avenant
          </ButtonLink>
        </span>
      }
    >
      {conflicts.map((sentence) => (
        <Notice key={sentence} tone="warning">
          {sentence}
        </Notice>
      ))}
      {amendments.length === 0 ? (
        <EmptyState title="Aucun avenant" level={3}>
          La convention s’applique telle qu’elle a été signée. Écoles, solution, durée, parties ou articles :
          un avenant dira ce qui change.
        </EmptyState>
      ) : (
        <ol className="flex flex-col">
          {amendments.map((one) => (
            <li key={one.id} className="flex flex-col gap-1 border-line border-t py-4">
              <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <Link href={`/conventions/${one.id}`} className="font-semibold text-lg">
                  Avenant n°&nbsp;{one.rank}
                </Link>
                <span className="tabular text-soft">{one.number}</span>
                <StateBadge tone={toneOf(one.statusLabel.tone)}>{one.statusLabel.label}</StateBadge>
                {one.origin === 'taken_over' && <Badge tone="neutral">Fait ailleurs</Badge>}
                {one.kinds.map((kind) => (
                  <Badge key={kind} tone="neutral">
                    {kindLabels[kind]}
                  </Badge>
                ))}
              </p>
              <p>{one.summary.charAt(0).toUpperCase() + one.summary.slice(1)}.</p>
              <p className="text-soft text-sm">
                {one.effectiveOn ? `Effet le ${formatDate(one.effectiveOn)}` : 'Date d’effet à fixer'}
                {one.signedOn && ` · signé le ${formatDate(one.signedOn)}`}
                {one.pending && ' · des écoles entrent ou sortent encore après ce jour'}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
