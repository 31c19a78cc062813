import { TextDifference } from '@/components/conventions/comparison/line-view';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDateTime } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { TemplateContent } from '@/server/conventions/template/types';
import { sameWords } from '@/server/templates/deviations';
import type { TemplateVersions } from '@/server/templates/queries/templates';
import { templatesCrumb } from './words';

type Version = TemplateVersions['versions'][number];

/** The published versions of a template, each with what it changed. */
export function VersionsPage({ data }: { data: TemplateVersions }) {
  return (
    <>
      <PageHeader
        crumbs={[templatesCrumb, { label: data.name, href: `/modeles/${data.id}` }]}
        title="Versions publiées"
        lead="Une version publiée ne change plus. Une convention garde celle avec laquelle elle a commencé."
      />
      {data.versions.length === 0 ? (
        <EmptyState title="Aucune version publiée">Le modèle est encore en préparation.</EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          {data.versions.map((one, index) => (
            <VersionSection key={one.number} version={one} previous={data.versions[index + 1] ?? null} />
          ))}
        </div>
      )}
    </>
  );
}

function VersionSection({ version, previous }: { version: Version; previous: Version | null }) {
  const changed = previous ? changesBetween(previous.content, version.content) : [];
  return (
    <Section
      title={`Version ${version.number}`}
      lead={`Publiée le ${formatDateTime(version.publishedAt)}${version.publishedBy ? ` par ${version.publishedBy}` : ''}. ${counted(version.conventions, 'convention')}.`}
    >
      <p className="break-all font-mono text-soft text-sm">SHA-256 {version.sha256}</p>
      {previous && changed.length === 0 && (
        <p>Les articles n’ont pas changé&nbsp;; seuls des réglages diffèrent.</p>
      )}
      <ul className="flex flex-col gap-3">
        {changed.map((one) => (
          <li key={one.key}>
            <details>
              <summary className="cursor-pointer">
                {one.title} – {one.kind}
              </summary>
              <div className="mt-2 max-w-text text-sm">
                <TextDifference from={one.from} to={one.to} />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Sections that came, went or were worded otherwise. */
function changesBetween(from: TemplateContent, to: TemplateContent) {
  const keys = new Set([...from.sections, ...to.sections].map(({ key }) => key));
  return [...keys].flatMap((key) => {
    const before = from.sections.find((one) => one.key === key);
    const after = to.sections.find((one) => one.key === key);
    const same =
      before && after && sameWords(before.body, after.body) && sameWords(before.title, after.title);
    if (same) return [];
    return [
      {
        key,
        title: (after ?? before)?.title ?? key,
        kind: !before ? 'ajouté' : !after ? 'retiré' : 'modifié',
        from: before?.body ?? '',
        to: after?.body ?? '',
      },
    ];
  });
}
