import { type PageParams, type TableAddress, withParams } from '@/components/ui/address';
import { Badge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatList, formatNumber } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import { type DuplicateKind, duplicateLabels, type Use, useLabels } from '@/server/inventory/domain';
import type { DuplicateGroup, DuplicateSchool } from '@/server/inventory/duplicates';
import { exportHref, tabHref } from './address';

/** One doublon as a sentence. */
export function duplicateSentence({
  kind,
  use,
  names,
}: {
  kind: DuplicateKind;
  use: Use | null;
  names: readonly string[];
}): string {
  const [first = '', ...others] = names;
  const usage = use ? useLabels[use] : '';
  switch (kind) {
    case 'same_use':
      return `${usage}\u00a0: ${formatList(names)}`;
    case 'paid_covered':
      return `${usage}\u00a0: ${first} est payant, alors que ${formatList(others)} le couvre déjà`;
    case 'two_projects':
      return `Projets portés par ${formatList(names)}`;
    case 'two_payers':
      return `Solutions payées par ${formatList(names)}`;
  }
}

const tones = {
  same_use: 'info',
  two_projects: 'warning',
  two_payers: 'info',
  paid_covered: 'warning',
} as const;

/** Doublons: the same thing in several schools told once; a line opens on its schools. */
export function DuplicatesTab({
  groups,
  schools,
  group,
  table,
  params,
}: {
  groups: DuplicateGroup[];
  /** The schools of the group that is open. */
  schools: { total: number; items: DuplicateSchool[] } | null;
  group: string | null;
  table: TableAddress;
  params: PageParams;
}) {
  const open = groups.find(({ key }) => key === group);
  const groupHref = (key: string) =>
    `${tabHref(params, 'doublons')}&${withParams('', { groupe: key }).slice(1)}#ecoles`;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-4">
        <p className="max-w-text">
          Un doublon n’est pas une faute&nbsp;: c’est une question à poser. Deux solutions se comparent par
          les usages que leur fiche du catalogue, ou la déclaration, dit couvrir.
        </p>
        <DataTable
          id="existant-doublons"
          caption="Doublons"
          noun={['doublon', 'doublons']}
          exportHref={exportHref(params)}
          columns={[
            { key: 'what', label: 'Ce qui est en double' },
            { key: 'schools', label: 'Établissements', align: 'end' },
            { key: 'communes', label: 'Communes', align: 'end' },
          ]}
          rows={groups.map((one) => ({
            id: one.key,
            name: duplicateSentence(one),
            href: groupHref(one.key),
            cells: {
              what: (
                <>
                  {duplicateSentence(one)}
                  <span className="mt-1 block">
                    <Badge tone={tones[one.kind]}>{duplicateLabels[one.kind]}</Badge>
                  </span>
                </>
              ),
              schools: formatNumber(one.schools),
              communes: formatNumber(one.communes),
            },
          }))}
          empty={
            <EmptyState title="Aucun doublon connu">
              Rien de ce qui est déclaré ou suivi ne fait double emploi à cette date, dans ces filtres. Un
              outil dont les usages ne sont pas renseignés n’est comparé à aucun autre.
            </EmptyState>
          }
        />
      </div>
      {open && schools && (
        <Section
          id="ecoles"
          title="Les établissements concernés"
          count={schools.total}
          lead={duplicateSentence(open)}
        >
          <DataTable
            id="existant-doublons-ecoles"
            caption="Établissements concernés"
            noun={['établissement', 'établissements']}
            paging={{ page: table.page, pageSize: table.take, total: schools.total }}
            columns={[
              { key: 'name', label: 'Établissement' },
              { key: 'commune', label: 'Commune' },
              { key: 'uai', label: 'UAI' },
            ]}
            rows={schools.items.map((school) => ({
              id: school.uai,
              name: school.name,
              href: `/couverture/ecoles/${school.uai}`,
              cells: {
                name: school.name,
                commune: `${school.communeName} (${school.departmentCode})`,
                uai: <span className="tabular">{school.uai}</span>,
              },
            }))}
            empty={<EmptyState title="Plus aucun établissement">Ce doublon n’existe plus.</EmptyState>}
          />
        </Section>
      )}
    </div>
  );
}
