import { ButtonLink } from '@/components/ui/button-link';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import { natureLabel } from '@/server/territory/natures';
import { AlignSchools } from './align-schools';

const columns: Column[] = [
  { key: 'uai', label: 'UAI', width: '8rem' },
  { key: 'name', label: 'École' },
  { key: 'commune', label: 'Commune' },
  { key: 'nature', label: 'Nature', wideOnly: true },
  { key: 'sector', label: 'Secteur', wideOnly: true },
  { key: 'entry', label: 'Entrée', wideOnly: true },
];

/** Annexe A1 as it stands, and how to bring it into line with the project. */
export function SchoolsTab({ convention }: { convention: ConventionDetail }) {
  return (
    <Section
      title="Annexe A1&nbsp;: écoles de la convention"
      lead={
        convention.abilities.edit
          ? 'Les écoles viennent du projet. Modifiez-y la liste, puis reprenez-la ici.'
          : 'La liste est celle du texte\u00a0; elle évolue par avenant une fois la convention signée.'
      }
      action={
        convention.abilities.edit ? (
          <span className="flex flex-wrap gap-2">
            <ButtonLink size="sm" href={`/projets/${convention.project.id}/ecoles`}>
              Choisir les écoles du projet
            </ButtonLink>
            <AlignSchools
              id={convention.id}
              version={convention.version}
              wanted={convention.projectUais}
              current={convention.schools.map(({ uai }) => uai)}
            />
          </span>
        ) : undefined
      }
    >
      <DataTable
        id="ecoles-convention"
        caption="Écoles de l’annexe A1"
        columns={columns}
        noun={['école', 'écoles']}
        empty={
          <EmptyState title="Aucune école dans l’annexe" level={3}>
            Une convention porte sur au moins une école.
          </EmptyState>
        }
        rows={convention.schools.map((school) => ({
          id: school.uai,
          href: `/ecoles/${school.uai}`,
          name: school.name,
          cells: {
            uai: <span className="tabular">{school.uai}</span>,
            name: school.name,
            commune: school.commune,
            nature: natureLabel(school.nature),
            sector: school.sector === 'public' ? 'public' : school.sector === 'private' ? 'privé' : '–',
            entry: formatDate(school.entryOn),
          },
        }))}
      />
    </Section>
  );
}
