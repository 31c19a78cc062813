import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDateTime } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { compareMatrices } from '@/server/raci/compare/compare';
import { summaryOf } from '@/server/raci/compare/words';
import type { TemplateVersions } from '@/server/raci/templates/queries';
import { DifferenceList } from '../compare/difference-list';
import { WithLetters } from '../letters';
import { templatesCrumbs } from './words';

/** The published versions of a template, each with what it changed. */
export function VersionsPage({ data }: { data: TemplateVersions }) {
  return (
    <WithLetters set={data.letters}>
      <PageHeader
        crumbs={[...templatesCrumbs, { label: data.name, href: `/responsabilites/modeles/${data.id}` }]}
        title="Versions du modèle"
        lead="Une version publiée ne change plus. Une matrice ne suit pas les versions suivantes&nbsp;: elle se compare à elles."
      />
      {data.versions.length === 0 ? (
        <EmptyState title="Aucune version publiée">Le modèle est encore en préparation.</EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          {data.versions.map((version, rank) => {
            const previous = data.versions[rank + 1];
            const difference = previous && compareMatrices(previous.matrix, version.matrix);
            return (
              <Section
                key={version.id}
                title={`Version ${version.number}`}
                lead={`Publiée le ${formatDateTime(version.at)} par ${version.by}. ${version.projects === 0 ? 'Aucune matrice n’en est partie' : counted(version.projects, 'matrice en est partie', 'matrices en sont parties')}.`}
              >
                {version.note && <p className="max-w-text whitespace-pre-line">{version.note}</p>}
                <p>
                  {difference
                    ? `Depuis la version ${previous.number}\u00a0: ${summaryOf(difference)}`
                    : `Première version\u00a0: ${counted(version.matrix.activities.length, 'activité')} et ${counted(version.matrix.actors.length, 'acteur')}.`}
                </p>
                {difference && (
                  <details>
                    <summary className="cursor-pointer">Voir ce qui a changé</summary>
                    <div className="mt-3">
                      <DifferenceList
                        difference={difference}
                        before={`Version ${previous.number}`}
                        after={`Version ${version.number}`}
                      />
                    </div>
                  </details>
                )}
              </Section>
            );
          })}
        </div>
      )}
    </WithLetters>
  );
}
