import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import type { Column } from '@/components/ui/table-cells';
import { Tabs } from '@/components/ui/tabs';
import type { ClauseRow } from '@/server/templates/queries/clauses';
import { obligationWords, roomTabs, sectionWords, templatesCrumb } from './words';

const columns: Column[] = [
  { key: 'title', label: 'Clause' },
  { key: 'obligation', label: 'Obligation' },
  { key: 'basis', label: 'Fondement', wideOnly: true },
  { key: 'version', label: 'Version', wideOnly: true },
  { key: 'state', label: 'Texte retenu' },
];

/** The library: each clause once, with the text that the académie retains. */
export function ClauseLibrary({
  clauses,
  place,
  mayWrite,
}: {
  clauses: readonly ClauseRow[];
  place: { degree: string; kind: string };
  mayWrite: boolean;
}) {
  const moved = clauses.filter(({ baseMoved }) => baseMoved).length;
  return (
    <>
      <PageHeader
        crumbs={[templatesCrumb]}
        title="Bibliothèque de clauses"
        lead={
          moved > 0
            ? `Le texte national a évolué depuis la version de l’académie pour ${moved > 1 ? `${moved} clauses` : 'une clause'}.`
            : 'Le texte national, et celui de l’académie quand elle en a publié un.'
        }
        action={
          mayWrite ? (
            <ButtonLink
              variant="primary"
              href={`/modeles/clauses/nouvelle?degre=${place.degree}&nature=${place.kind}`}
            >
              Nouvelle clause
            </ButtonLink>
          ) : undefined
        }
      >
        <Tabs label="Modèles et clauses" tabs={roomTabs} current="/modeles/clauses" />
      </PageHeader>
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[
            {
              kind: 'one',
              name: 'degre',
              label: 'Degré',
              choices: [
                { id: 'primary', label: 'Premier degré' },
                { id: 'secondary', label: 'Second degré' },
              ],
            },
            {
              kind: 'one',
              name: 'nature',
              label: 'Document',
              choices: [
                { id: 'convention', label: 'Convention' },
                { id: 'processing_agreement', label: 'Contrat de sous-traitance' },
              ],
            },
          ]}
          count={clauses.length}
          noun={['clause', 'clauses']}
        />
        <DataTable
          id="clauses"
          caption="Clauses"
          columns={columns}
          noun={['clause', 'clauses']}
          empty={<EmptyState title="Aucune clause">La base nationale n’a pas encore été publiée.</EmptyState>}
          rows={clauses.map((one) => ({
            id: one.id,
            href: `/modeles/clauses/${one.id}`,
            name: one.title,
            cells: {
              title: (
                <>
                  {one.title}
                  <span className="block font-normal text-soft text-sm">
                    {sectionWords[one.section]} · {one.key}
                  </span>
                </>
              ),
              obligation: (
                <StateBadge tone={obligationWords[one.obligation].tone}>
                  {obligationWords[one.obligation].label}
                </StateBadge>
              ),
              basis: one.legalBasis || '–',
              version: one.number,
              state: <ClauseState row={one} />,
            },
          }))}
        />
      </div>
    </>
  );
}

function ClauseState({ row }: { row: ClauseRow }) {
  if (row.baseMoved) return <StateBadge tone="warning">Texte national plus récent</StateBadge>;
  if (row.state === 'national') return <StateBadge tone="neutral">National</StateBadge>;
  if (row.state === 'adopted') return <StateBadge tone="success">National, adopté</StateBadge>;
  return (
    <StateBadge tone="info">
      {row.state === 'own' ? 'Propre à l’académie' : 'Version de l’académie'}
    </StateBadge>
  );
}
