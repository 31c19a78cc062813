import { Plus, Upload } from 'lucide-react';
import type { Sort } from '@/components/ui/address';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { type Column, DataTable, type Row } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { degreeLabels } from '@/server/coverage/domain';
import type { ComparedFigure } from '@/server/coverage/published/compare';
import { type CoverageAddress, FRANCE } from '../address';
import { CoverageTabs } from '../coverage-tabs';
import { degreeFilter } from '../scope-filters';
import { computedCount, coverageCrumb, dayOf, FIGURES, gapWords, publishedCount, todayCount } from './words';

export const figureSorts = ['departement', 'date', 'publie', 'ecart', 'source'] as const;
export type FigureSort = (typeof figureSorts)[number];

const columns: Column[] = [
  { key: 'departement', label: 'Département', sortable: true, width: '13rem' },
  { key: 'publie', label: 'Publié', sortable: true },
  { key: 'source', label: 'Source', sortable: true, wideOnly: true },
  { key: 'calcule', label: 'Calculé à la même date', wideOnly: true },
  { key: 'ecart', label: 'Écart', sortable: true },
  { key: 'aujourdhui', label: 'Calculé aujourd’hui', wideOnly: true },
  { key: 'explication', label: 'Explication', wideOnly: true, hiddenAtFirst: true },
];

const values: Record<FigureSort, (one: ComparedFigure) => number | string> = {
  departement: (one) => one.departmentCode,
  date: (one) => one.asOf ?? `${one.year}-12-31`,
  publie: (one) => one.rate.numerator,
  ecart: (one) => one.comparison.gap?.count ?? Number.NEGATIVE_INFINITY,
  source: (one) => one.source,
};

/** In the order that the head of a column asks for; ties by département, then by date. */
export function sortedFigures(figures: readonly ComparedFigure[], sort: Sort<FigureSort>): ComparedFigure[] {
  const of = values[sort.key];
  const turn = sort.direction === 'descending' ? -1 : 1;
  return figures.toSorted((a, b) => {
    const [x, y] = [of(a), of(b)];
    const order =
      typeof x === 'number' && typeof y === 'number'
        ? x === y
          ? 0
          : x < y
            ? -1
            : 1
        : String(x).localeCompare(String(y), 'fr');
    return turn * order || a.departmentCode.localeCompare(b.departmentCode) || b.year - a.year;
  });
}

/** Two lines of a cell: what counts, then what it rests on. */
function Two({ main, detail, strong = false }: { main: string; detail: string; strong?: boolean }) {
  return (
    <>
      <span className={`block ${strong ? 'font-semibold' : ''}`}>{main}</span>
      <span className="block text-soft text-xs">{detail}</span>
    </>
  );
}

/** What others published, beside what is computed here: never mixed, each with its date and its source. */
export function FiguresPage({
  figures,
  address,
  academies,
  ownAcademy,
  sort,
  withdrawn,
  canWrite,
  exportHref,
}: {
  figures: readonly ComparedFigure[];
  address: CoverageAddress;
  academies: { code: string; name: string }[];
  ownAcademy: string | null;
  sort: Sort<FigureSort>;
  withdrawn: boolean;
  canWrite: boolean;
  exportHref: string;
}) {
  const own = academies.find((one) => one.code === ownAcademy);
  const academy = academies.find((one) => one.code === address.academyCode);
  const rows = sortedFigures(figures, sort).map((one): Row => {
    const published = (
      <>
        <span className="block font-semibold">
          {one.band} {one.rate.over && <Badge tone="warning">Plus de 100&nbsp;%</Badge>}
          {one.withdrawn && <Badge tone="neutral">Retiré le {formatDate(one.withdrawn.on)}</Badge>}
        </span>
        <span className="block text-sm">{publishedCount(one)}</span>
        <span className="block text-soft text-xs">
          {dayOf(one)} · {one.rate.scope}
        </span>
      </>
    );
    return {
      id: one.id,
      name: `${one.departmentName}, ${dayOf(one)}, ${one.source}`,
      href: `${FIGURES}/${one.id}`,
      cells: {
        departement: (
          <>
            <span className="tabular text-soft">{one.departmentCode}</span> {one.departmentName}
          </>
        ),
        publie: published,
        source: (
          <Two
            main={one.source}
            detail={
              one.publishedOn ? `publié le ${formatDate(one.publishedOn)}` : 'date de publication inconnue'
            }
          />
        ),
        calcule: <Two {...computedCount(one)} />,
        ecart: <Two {...gapWords(one)} strong />,
        aujourdhui: (
          <>
            <Two {...todayCount(one)} />
            {one.comparison.demonstration && <Badge tone="warning">Démonstration</Badge>}
          </>
        ),
        explication: one.comparison.reasons.join(' '),
      },
    };
  });
  return (
    <>
      <PageHeader
        crumbs={[coverageCrumb]}
        title="Chiffres publiés"
        lead={`${degreeLabels[address.degree]}, ${academy ? `académie de ${academy.name}` : 'toute la France'}. À gauche ce que d’autres publient, à droite ce qui est calculé ici\u00a0: l’un ne corrige jamais l’autre.`}
        {...(canWrite
          ? {
              action: (
                <div className="flex flex-wrap gap-2">
                  <ButtonLink href={`${FIGURES}/import`} icon={<Upload aria-hidden />}>
                    Importer un tableau
                  </ButtonLink>
                  <ButtonLink href={`${FIGURES}/nouveau`} variant="primary" icon={<Plus aria-hidden />}>
                    Saisir un chiffre
                  </ButtonLink>
                </div>
              ),
            }
          : {})}
      >
        <CoverageTabs />
      </PageHeader>
      <div className="flex flex-col gap-6">
        <FilterBar
          count={figures.length}
          noun={['chiffre publié', 'chiffres publiés']}
          filters={[
            {
              kind: 'one',
              name: 'academie',
              label: 'Territoire',
              allLabel: own ? `Académie de ${own.name}` : 'Toute la France',
              choices: [
                ...(own ? [{ id: FRANCE, label: 'Toute la France' }] : []),
                ...academies
                  .filter((one) => one.code !== ownAcademy)
                  .map((one) => ({ id: one.code, label: `Académie de ${one.name}` })),
              ],
            },
            degreeFilter,
            {
              kind: 'one',
              name: 'retires',
              label: 'Chiffres retirés',
              allLabel: 'Masqués',
              choices: [{ id: 'oui', label: 'Montrés' }],
            },
          ]}
        />
        <DataTable
          id="chiffres-publies"
          caption={`Chiffres publiés et chiffres calculés${withdrawn ? ', retirés compris' : ''}`}
          columns={columns}
          rows={rows}
          sort={sort}
          noun={['chiffre', 'chiffres']}
          exportHref={exportHref}
          empty={
            <EmptyState title="Aucun chiffre publié">
              {canWrite
                ? 'Saisissez un chiffre paru ailleurs, ou importez un tableau\u00a0: il sera montré à côté du calcul, avec sa source et sa date.'
                : 'Personne n’a encore enregistré de chiffre publié pour ce degré et ce territoire.'}
            </EmptyState>
          }
        />
        <p className="max-w-text text-soft text-sm">
          L’écart est «&nbsp;calculé moins publié&nbsp;», en écoles, et en points quand les deux ont un taux
          sur des écoles comparables. Ouvrez une ligne pour lire ce qui l’explique.
        </p>
      </div>
    </>
  );
}
