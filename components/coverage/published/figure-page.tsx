import { Pencil } from 'lucide-react';
import { History } from '@/components/audit/history';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { HistoryEntry } from '@/server/audit/queries';
import { degreeLabels } from '@/server/coverage/domain';
import type { ComparedFigure } from '@/server/coverage/published/compare';
import { WithdrawFigure } from './withdraw-figure';
import {
  computedCount,
  coverageCrumb,
  dayOf,
  FIGURES,
  figuresCrumb,
  gapWords,
  publishedCount,
  todayCount,
} from './words';

/** One published figure: what it says, what is computed beside it, why they differ, what became of it. */
export function FigurePage({
  figure,
  history,
}: {
  figure: ComparedFigure & { canEdit: boolean };
  /** Null for whoever may only read. */
  history: readonly HistoryEntry[] | null;
}) {
  const [same, today, gap] = [computedCount(figure), todayCount(figure), gapWords(figure)];
  const writes = figure.canEdit && !figure.withdrawn;
  return (
    <>
      <PageHeader
        crumbs={[coverageCrumb, figuresCrumb]}
        title={`${figure.departmentName} (${figure.departmentCode}), ${dayOf(figure)}`}
        lead={`${degreeLabels[figure.degree]}. ${figure.source}.`}
        {...(figure.rate.over ? { state: <Badge tone="warning">Plus de 100&nbsp;%</Badge> } : {})}
        {...(writes
          ? {
              action: (
                <div className="flex flex-wrap gap-2">
                  <WithdrawFigure id={figure.id} version={figure.version} />
                  <ButtonLink
                    href={`${FIGURES}/${figure.id}/correction`}
                    variant="primary"
                    icon={<Pencil aria-hidden />}
                  >
                    Corriger
                  </ButtonLink>
                </div>
              ),
            }
          : {})}
      />
      <div className="flex flex-col gap-10">
        {figure.withdrawn && (
          <Notice tone="warning" title={`Retiré le ${formatDate(figure.withdrawn.on)}`}>
            {figure.withdrawn.reason}. Il n’est plus compté ni montré ailleurs.
          </Notice>
        )}
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
          <Section title="Publié">
            <DescriptionList
              columns={1}
              facts={[
                { label: 'Tranche', value: figure.band },
                { label: 'Nombre', value: publishedCount(figure) },
                { label: 'Ce qui est compté', value: figure.rate.scope },
                { label: figure.asOf ? 'État au' : 'Année', value: dayOf(figure) },
                {
                  label: 'Source',
                  value: figure.sourceUrl ? (
                    <Link href={figure.sourceUrl}>{figure.source}</Link>
                  ) : (
                    figure.source
                  ),
                },
                {
                  label: 'Publié le',
                  value: figure.publishedOn ? formatDate(figure.publishedOn) : 'date inconnue',
                },
                ...(figure.correctedOn
                  ? [{ label: 'Dernière correction', value: formatDate(figure.correctedOn) }]
                  : []),
              ]}
            />
          </Section>
          <Section title="Calculé ici">
            <DescriptionList
              columns={1}
              facts={[
                { label: 'À la même date', value: `${same.main} (${same.detail})` },
                { label: 'Écart', value: <strong>{`${gap.main} (${gap.detail})`}</strong> },
                {
                  label: 'Aujourd’hui',
                  value: (
                    <>
                      {today.main} ({today.detail}){' '}
                      {figure.comparison.demonstration && <Badge tone="warning">Démonstration</Badge>}
                    </>
                  ),
                },
                {
                  label: 'Tranche calculée aujourd’hui',
                  value: figure.comparison.today.band ?? 'aucune\u00a0: pas de taux',
                },
                { label: 'Source', value: 'projets saisis ici et annuaire des établissements' },
              ]}
            />
            <p>
              <Link
                href={`/couverture/departements/${figure.departmentCode}${figure.degree === 'secondary' ? '?degre=second' : ''}`}
              >
                Voir les écoles de ce département
              </Link>
            </p>
          </Section>
        </div>
        <Section
          title="Ce qui explique la différence"
          lead="Chaque phrase vient d’un fait enregistré&nbsp;; ce qui ne se sait pas n’est pas supposé."
        >
          {figure.comparison.reasons.length === 0 ? (
            <p>Rien, dans les faits enregistrés ici, n’explique cet écart.</p>
          ) : (
            <ul className="flex max-w-text list-disc flex-col gap-2 pl-5">
              {figure.comparison.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
        </Section>
        {history && (
          <Section title="Historique">
            <History entries={history} />
          </Section>
        )}
      </div>
    </>
  );
}
