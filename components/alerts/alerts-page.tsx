import { Download } from 'lucide-react';
import { TaskGroups } from '@/components/dashboard/task-groups';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatNumber } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { Tabs } from '@/components/ui/tabs';
import { alertKinds, kindWords, severities, severityWords } from '@/server/alerts/domain';
import type { AlertScreen } from '@/server/alerts/queries';
import { AlertGroups } from './alert-groups';
import { kindSlugs, severitySlugs } from './filters';

/** The alerts of one's perimeter: by kind, with what is mine first. */
export function AlertsPage({
  screen,
  who,
  address,
  departments,
  isFiltered,
  now,
}: {
  screen: AlertScreen;
  who: 'mine' | 'all';
  /** Query of the address. */
  address: string;
  departments: readonly { code: string; name: string }[];
  isFiltered: boolean;
  now: Date;
}) {
  const { groups, others, counts, byKind, bySeverity, total } = screen;
  const at = (changes: Record<string, string>) =>
    `?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(address)), ...changes })}`;
  const bare = (pour: string) => (pour === 'moi' ? '?pour=moi' : '?pour=tout');
  return (
    <>
      <PageHeader
        title="Alertes"
        lead="Ce qui demande attention, et l’acte qui le règle. La cloche compte les vôtres."
        action={
          <ButtonLink href={`/alertes/export.csv?${address}`} icon={<Download aria-hidden />} download>
            Exporter (CSV)
          </ButtonLink>
        }
      >
        <Tabs
          label="Alertes de qui"
          tabs={[
            {
              href: bare('moi'),
              label: 'Pour moi',
              count: counts.mine + others.reduce((sum, group) => sum + group.tasks.length, 0),
            },
            { href: bare('tout'), label: 'Tout mon périmètre', count: counts.all },
          ]}
          current={bare(who === 'mine' ? 'moi' : 'tout')}
        />
      </PageHeader>
      <div className="flex flex-col gap-6">
        <FilterBar
          filters={[
            {
              kind: 'one',
              name: 'nature',
              label: 'Nature',
              allLabel: 'Toutes',
              choices: alertKinds
                .filter(
                  (kind) => byKind.some((one) => one.kind === kind) || address.includes(kindSlugs[kind]),
                )
                .map((kind) => ({
                  id: kindSlugs[kind],
                  label: `${kindWords[kind].label} (${formatNumber(byKind.find((one) => one.kind === kind)?.count ?? 0)})`,
                })),
            },
            {
              kind: 'one',
              name: 'gravite',
              label: 'Gravité',
              allLabel: 'Toutes',
              choices: severities.map((severity) => ({
                id: severitySlugs[severity],
                label: `${severityWords[severity].label} (${formatNumber(bySeverity[severity])})`,
              })),
            },
            ...(departments.length > 1
              ? [
                  {
                    kind: 'one' as const,
                    name: 'departement',
                    label: 'Département',
                    allLabel: 'Tous',
                    choices: departments.map(({ code, name }) => ({ id: code, label: `${name} (${code})` })),
                  },
                ]
              : []),
          ]}
          count={total}
          noun={['alerte', 'alertes']}
        />
        {groups.length === 0 && others.length === 0 ? (
          <EmptyState title={isFiltered ? 'Aucune alerte ne répond à ces filtres' : 'Aucune alerte'}>
            {isFiltered
              ? 'Élargissez la recherche, ou effacez les filtres.'
              : 'Rien n’est en retard ni près de l’être. Les échéances à venir se lisent dans l’agenda.'}
          </EmptyState>
        ) : (
          <AlertGroups
            // A selection belongs to the list on which it was made.
            key={address}
            groups={groups}
            hrefOf={Object.fromEntries(groups.map(({ kind }) => [kind, at({ nature: kindSlugs[kind] })]))}
          />
        )}
        {others.length > 0 && (
          <Section title="Aussi à faire">
            <TaskGroups groups={others} now={now} />
          </Section>
        )}
      </div>
    </>
  );
}
