import {
  type PageParams,
  param,
  paramChoice,
  readTable,
  type TableAddress,
  withParams,
} from '@/components/ui/address';
import { StateBadge } from '@/components/ui/badge';
import { type Column, DataTable, type Row } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import type { SchoolLine } from '@/server/territory/queries';
import { schoolNoun, schoolStates, sectorWord } from './words';

const sortable = ['name', 'commune', 'uai'] as const;
type SortKey = (typeof sortable)[number];

/** Words of the address for the filters. */
const degrees = { premier: 'primary', second: 'secondary' } as const;
const sectors = { public: 'public', prive: 'private', 'non-renseigne': 'unknown' } as const;
const states = {
  ouverts: 'open',
  'a-ouvrir': 'opening',
  'a-fermer': 'closing',
  fermes: 'closed',
  tous: 'all',
} as const;
const choiceOf = <K extends string>(params: PageParams, name: string, words: Record<K, string>) =>
  paramChoice(params, name, Object.keys(words) as K[]);

/** Filters, sort and page of the list of schools, from its address. */
export function readSchoolFilters(params: PageParams) {
  const table = readTable(params, { sortable, defaultSort: 'name', pageSize: 50 });
  const q = param(params, 'q').slice(0, 200);
  const commune = param(params, 'commune').slice(0, 100);
  const typed = param(params, 'departement').toUpperCase();
  const department = /^(\d{2}|2[AB]|97\d)$/.test(typed) ? typed : '';
  const degree = choiceOf(params, 'degre', degrees);
  const sector = choiceOf(params, 'secteur', sectors);
  const state = choiceOf(params, 'etat', states);
  return {
    table,
    commune,
    isFiltered: Boolean(q || commune || department || degree || sector || state),
    filters: {
      sort: table.sort.key,
      direction: table.sort.direction === 'descending' ? ('desc' as const) : ('asc' as const),
      page: table.page,
      size: table.take,
      ...(q ? { q } : {}),
      ...(commune ? { commune } : {}),
      ...(department ? { department } : {}),
      ...(degree ? { degree: degrees[degree] } : {}),
      ...(sector ? { sector: sectors[sector] } : {}),
      ...(state ? { state: states[state] } : {}),
    },
  };
}

/** The parameters of the address as they were typed, for the file of the same list. */
export function addressOf(params: PageParams): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    for (const item of [value].flat()) if (item !== undefined) search.append(name, item);
  return search.toString();
}

const columns: Column[] = [
  { key: 'name', label: 'Établissement', sortable: true },
  { key: 'commune', label: 'Commune', sortable: true },
  { key: 'uai', label: 'UAI', sortable: true, wideOnly: true },
  { key: 'nature', label: 'Nature', wideOnly: true },
  { key: 'sector', label: 'Secteur', wideOnly: true },
  { key: 'department', label: 'Département', wideOnly: true, hiddenAtFirst: true },
  { key: 'insee', label: 'Code INSEE', wideOnly: true, hiddenAtFirst: true },
  { key: 'state', label: 'État' },
];

function row(school: SchoolLine): Row {
  const state = schoolStates[school.state];
  return {
    id: school.uai,
    href: `/ecoles/${school.uai}`,
    name: `${school.name}, ${school.communeName}`,
    cells: {
      name: (
        <>
          {school.name}
          <span className="block font-normal text-soft text-sm">
            <span className="md:hidden">{school.uai}</span>
            {school.demonstration && ' démonstration'}
          </span>
        </>
      ),
      commune: `${school.communeName} (${school.departmentCode})`,
      uai: school.uai,
      nature: school.natureLabel,
      sector: sectorWord(school.sector),
      department: school.departmentCode,
      insee: school.communeCode ?? '–',
      state: <StateBadge tone={state.tone}>{state.label}</StateBadge>,
    },
  };
}

/** The directory as it stands: every school, searched and filtered. */
export function SchoolList({
  schools,
  departments,
  table,
  isFiltered,
  search,
  commune,
}: {
  schools: { items: SchoolLine[]; total: number; approximate: boolean };
  departments: readonly { code: string; name: string }[];
  table: TableAddress<SortKey>;
  isFiltered: boolean;
  /** The address's own parameters, for the export of the same list. */
  search: string;
  /** The commune that the address asks for, or ''. */
  commune: string;
}) {
  return (
    <>
      <PageHeader
        title="Écoles et établissements"
        lead={`${counted(schools.total, ...schoolNoun)} ${isFiltered ? 'selon ces filtres' : 'dans l’annuaire, hors établissements fermés'}`}
      />
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[
            {
              kind: 'search',
              name: 'q',
              label: 'Rechercher',
              placeholder: 'Nom, commune, UAI, code postal…',
            },
            // The search finds communes too; a link may ask for one exactly.
            ...(commune
              ? [
                  {
                    kind: 'search' as const,
                    name: 'commune',
                    label: 'Commune',
                    placeholder: 'Nom ou code INSEE',
                  },
                ]
              : []),
            {
              kind: 'one',
              name: 'departement',
              label: 'Département',
              choices: departments.map(({ code, name }) => ({ id: code, label: `${code} · ${name}` })),
            },
            {
              kind: 'one',
              name: 'degre',
              label: 'Degré',
              choices: [
                { id: 'premier', label: 'Premier degré' },
                { id: 'second', label: 'Second degré' },
              ],
            },
            {
              kind: 'one',
              name: 'secteur',
              label: 'Secteur',
              choices: [
                { id: 'public', label: 'Public' },
                { id: 'prive', label: 'Privé' },
                { id: 'non-renseigne', label: 'Non renseigné' },
              ],
            },
            {
              kind: 'one',
              name: 'etat',
              label: 'État',
              allLabel: 'Hors fermés',
              choices: [
                { id: 'ouverts', label: 'Ouverts' },
                { id: 'a-ouvrir', label: 'À ouvrir' },
                { id: 'a-fermer', label: 'À fermer' },
                { id: 'fermes', label: 'Fermés' },
                { id: 'tous', label: 'Tous' },
              ],
            },
          ]}
          count={schools.total}
          noun={schoolNoun}
        />
        {schools.approximate && (
          <Notice tone="info">
            <p>Aucun établissement ne contient exactement cette recherche&nbsp;: voici ce qui y ressemble.</p>
          </Notice>
        )}
        <DataTable
          id="ecoles"
          caption="Écoles et établissements"
          columns={columns}
          sort={table.sort}
          paging={{ page: table.page, pageSize: table.take, total: schools.total }}
          noun={schoolNoun}
          exportHref={`/ecoles/liste.csv${withParams(search, { page: null })}`}
          empty={
            isFiltered ? (
              <EmptyState title="Aucun établissement ne répond à ces filtres">
                Élargissez la recherche, ou effacez les filtres.
              </EmptyState>
            ) : (
              <EmptyState title="L’annuaire est vide">
                Il sera rempli par l’import du fichier officiel, dans Administration › Annuaire.
              </EmptyState>
            )
          }
          rows={schools.items.map(row)}
        />
      </div>
    </>
  );
}
