import { History } from '@/components/audit/history';
import { formatList } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { HistoryEntry } from '@/server/audit/queries';
import type { AcademyDetail } from '@/server/organisations/academies/queries';
import { academiesCrumb, administrationCrumb } from './crumbs';
import { SettingsForm } from './settings-form';

/** What one académie settles for itself. */
export function AcademyPage({
  academy,
  history,
}: {
  academy: AcademyDetail;
  history: readonly HistoryEntry[];
}) {
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb, academiesCrumb]}
        title={`Réglages de l’${academy.fullName}`}
        lead={`Départements : ${formatList(academy.departments.map(({ name, code }) => `${name} (${code})`))}.`}
      />
      <div className="flex flex-col gap-10">
        <SettingsForm key={academy.version} academy={academy} />
        <Section title="Historique">
          <History entries={history} />
        </Section>
      </div>
    </>
  );
}
