import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { administrationCrumb } from './crumbs';

type AcademyLine = {
  code: string;
  name: string;
  region: string;
  departments: readonly { code: string; name: string }[];
  organisations: number;
  projects: number;
  publicCoverage: boolean;
};

const columns: Column[] = [
  { key: 'name', label: 'Académie' },
  { key: 'region', label: 'Région', wideOnly: true },
  { key: 'departments', label: 'Départements', wideOnly: true },
  { key: 'organisations', label: 'Organisations', align: 'end' },
  { key: 'projects', label: 'Projets', align: 'end' },
  { key: 'coverage', label: 'Couverture publiée', wideOnly: true },
];

/** Académies whose settings this hat may change. */
export function AcademyList({ academies }: { academies: readonly AcademyLine[] }) {
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb]}
        title="Académies"
        lead="Chaque académie règle ses délais, ses conditions d’accrochage et la publication de sa couverture."
      />
      <DataTable
        id="academies"
        caption="Académies"
        columns={columns}
        noun={['académie', 'académies']}
        empty={<EmptyState title="Aucune académie" />}
        rows={academies.map((academy) => ({
          id: academy.code,
          href: `/administration/academies/${academy.code}`,
          name: academy.name,
          cells: {
            name: academy.name,
            region: academy.region,
            departments: academy.departments.map(({ code }) => code).join(', '),
            organisations: academy.organisations,
            projects: academy.projects,
            coverage: academy.publicCoverage ? 'Oui' : 'Non',
          },
        }))}
      />
    </>
  );
}
