import { withParams } from '@/components/ui/address';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { Section } from '@/components/ui/section';
import { Tabs } from '@/components/ui/tabs';
import { type ChangeKind, changeKinds } from '@/server/territory/directory/change-kinds';
import { changeWords, clueWords, sideWords } from '@/server/territory/directory/change-words';
import type { ImportChange, ImportChanges } from '@/server/territory/imports';
import { schoolNoun } from './words';

const columnsOf = (kind: ChangeKind): Column[] => [
  { key: 'name', label: 'École' },
  { key: 'uai', label: 'UAI' },
  ...(kind === 'opened' || kind === 'closed'
    ? [{ key: 'to', label: 'Selon le fichier' }]
    : kind === 'details'
      ? [{ key: 'from', label: 'Ce qui change' }]
      : kind === 'merged'
        ? [
            { key: 'to', label: 'École d’accueil probable' },
            { key: 'clue', label: 'Indice' },
          ]
        : [
            { key: 'from', label: 'Avant' },
            { key: 'to', label: 'Après' },
          ]),
];

function after(kind: ChangeKind, change: ImportChange): string {
  if (kind === 'closed')
    return change.to ? `fermée le ${sideWords(kind, change.to)}` : 'plus dans le fichier';
  if (kind === 'merged') return `${change.to ?? ''} (${change.otherUai})`;
  return sideWords(kind, change.to);
}

/** The changes of an import, kind by kind: one list at a time, with its filters and its file. */
export function ImportChangeLists({
  importId,
  counts,
  changes,
}: {
  importId: string;
  counts: Partial<Record<ChangeKind, number>>;
  changes: ImportChanges & { kind: ChangeKind };
}) {
  const { kind } = changes;
  const words = changeWords[kind];
  const shown = changeKinds.filter((one) => counts[one] || one === kind);
  return (
    <Section id="changements" title="Changements, école par école">
      <Tabs
        label="Sortes de changements"
        current={`?changement=${words.slug}`}
        tabs={shown.map((one) => ({
          href: `?changement=${changeWords[one].slug}`,
          label: changeWords[one].label,
          count: counts[one] ?? 0,
        }))}
      />
      <p className="text-soft text-sm">{words.lead}</p>
      <FilterBar
        filters={[
          { kind: 'search', name: 'q', label: 'Rechercher une école, une commune, un UAI' },
          ...(changes.departments.length > 1
            ? [
                {
                  kind: 'one' as const,
                  name: 'departement',
                  label: 'Département',
                  choices: changes.departments.map((code) => ({ id: code, label: code })),
                },
              ]
            : []),
        ]}
        count={changes.total}
        noun={words.noun}
      />
      <DataTable
        id={`changements-${words.slug}`}
        caption={words.label}
        columns={columnsOf(kind)}
        rows={changes.items.map((change) => ({
          id: change.uai,
          name: change.name,
          // A school that the directory does not know yet has no page.
          ...(kind === 'opened' ? {} : { href: `/couverture/ecoles/${change.uai}` }),
          cells: {
            name: (
              <>
                {change.name}
                <span className="block font-normal text-soft text-sm">
                  {change.communeName} ({change.departmentCode})
                </span>
              </>
            ),
            uai: <span className="tabular">{change.uai}</span>,
            from: sideWords(kind, change.from) || 'détail de l’annuaire',
            to: after(kind, change),
            clue: change.clue ? (clueWords[change.clue] ?? change.clue) : '',
          },
        }))}
        noun={schoolNoun}
        paging={{ page: changes.page, pageSize: changes.size, total: changes.total }}
        exportHref={`/administration/annuaire/${importId}/changements.csv${withParams('', { changement: words.slug })}`}
        empty={
          <EmptyState title="Aucune école à montrer" level={3}>
            Aucun changement de cette sorte ne répond à ce filtre.
          </EmptyState>
        }
      />
    </Section>
  );
}
