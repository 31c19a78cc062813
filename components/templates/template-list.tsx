import { StateBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { Column } from '@/components/ui/table-cells';
import { TableGrid } from '@/components/ui/table-grid';
import { Tabs } from '@/components/ui/tabs';
import { degreeLabels } from '@/server/projects/domain';
import type { TemplateRow } from '@/server/templates/queries/templates';
import { DeriveTemplate } from './derive-template';
import { kindWords, roomTabs, shapeWords } from './words';

const columns: Column[] = [
  { key: 'name', label: 'Modèle' },
  { key: 'shapes', label: 'Formes', wideOnly: true },
  { key: 'version', label: 'Version en service' },
  { key: 'state', label: 'État' },
  { key: 'conventions', label: 'Conventions', align: 'end', wideOnly: true },
];

/** The templates that an académie has: its own first, then the national base. */
export function TemplateList({
  templates,
  mayDerive,
}: {
  templates: readonly TemplateRow[];
  mayDerive: boolean;
}) {
  const own = templates.filter(({ academyCode }) => academyCode !== null);
  const national = templates.filter(({ academyCode }) => academyCode === null);
  return (
    <>
      <PageHeader
        title="Modèles de convention"
        lead="Une nouvelle convention part du modèle de l’académie s’il y en a un, sinon du modèle national. Une convention commencée garde la version de son modèle."
        action={
          mayDerive ? (
            <DeriveTemplate bases={national.map(({ id, name }) => ({ id, label: name }))} />
          ) : undefined
        }
      >
        <Tabs label="Modèles et clauses" tabs={roomTabs} current="/modeles" />
      </PageHeader>
      <div className="flex flex-col gap-10">
        <Section title="Modèles de l’académie" count={own.length}>
          {own.length === 0 ? (
            <EmptyState title="L’académie n’a pas encore son modèle" level={3}>
              {mayDerive
                ? 'Partez d’un modèle national : vous en arrangez les articles, en choisissez les clauses et le publiez quand il est prêt.'
                : 'Les conventions partent des modèles nationaux ci-dessous. La DANE peut en tirer un modèle propre à l’académie.'}
            </EmptyState>
          ) : (
            <TableGrid
              id="modeles-academie"
              caption="Modèles de l’académie"
              columns={columns}
              rows={own.map(rowOf)}
              sort={null}
              density="normal"
            />
          )}
        </Section>
        <Section
          title="Modèles nationaux"
          count={national.length}
          lead="Propositions de l’application, et non textes ministériels."
        >
          <TableGrid
            id="modeles-nationaux"
            caption="Modèles nationaux"
            columns={columns}
            rows={national.map(rowOf)}
            sort={null}
            density="normal"
          />
        </Section>
      </div>
    </>
  );
}

function rowOf(row: TemplateRow) {
  return {
    id: row.id,
    href: `/modeles/${row.id}`,
    name: row.name,
    cells: {
      name: (
        <>
          {row.name}
          <span className="block font-normal text-soft text-sm">
            {kindWords[row.kind]} · {degreeLabels[row.degree].toLowerCase()}
          </span>
        </>
      ),
      shapes: row.shapes.map((shape) => shapeWords[shape]).join(', '),
      version: row.version ? `${row.version}, du ${formatDate(row.publishedAt ?? '')}` : 'Pas encore publié',
      state: <TemplateState row={row} />,
      conventions: counted(row.conventions, 'convention'),
    },
  };
}

function TemplateState({ row }: { row: TemplateRow }) {
  if (row.retired) return <StateBadge tone="neutral">Retiré</StateBadge>;
  if (row.draft && row.version === null) return <StateBadge tone="info">En préparation</StateBadge>;
  if (row.draft?.changed) return <StateBadge tone="warning">Modifications à publier</StateBadge>;
  return <StateBadge tone="success">En service</StateBadge>;
}
