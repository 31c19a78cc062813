import { StateBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import type { ObjectedActivity } from '@/server/raci/compare/objections';
import { phaseLabels } from '@/server/raci/domain';

/** The activities most often objected to, with what was said of each. */
export function Objections({ activities }: { activities: readonly ObjectedActivity[] }) {
  return (
    <Section
      title="Ce qui est le plus contesté"
      count={activities.length}
      lead="Les objections que les parties ont faites à leur rôle, en cours ou réglées depuis."
    >
      {activities.length === 0 ? (
        <EmptyState title="Aucune objection" level={3}>
          Quand une partie conteste son rôle dans une activité, l’activité paraît ici.
        </EmptyState>
      ) : (
        <ol className="flex flex-col rounded-md border border-line bg-surface">
          {activities.map((one) => (
            <li key={one.name} className="border-line border-b px-4 py-3 last:border-b-0">
              <details>
                <summary className="cursor-pointer">
                  <span className="font-semibold">{one.label}</span>
                  <span className="ml-2 text-soft text-sm">{phaseLabels[one.phase]}</span>
                  <span className="mt-1 block text-sm">
                    {counted(one.objections.length, 'objection')}, dont{' '}
                    {one.standing === 0
                      ? 'aucune en cours'
                      : `${counted(one.standing, 'en cours', 'en cours')}`}
                  </span>
                </summary>
                <ul className="mt-3 flex flex-col gap-3">
                  {one.objections.map((objection) => (
                    <li key={`${objection.projectId} ${objection.actor}`} className="flex flex-col gap-0.5">
                      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                        <Link href={`/responsabilites/${objection.projectId}`}>{objection.projectName}</Link>
                        <StateBadge tone={objection.stands ? 'warning' : 'neutral'}>
                          {objection.stands ? 'En cours' : 'Réglée depuis'}
                        </StateBadge>
                      </span>
                      {objection.comment && (
                        <q className="max-w-text whitespace-pre-line">{objection.comment}</q>
                      )}
                      <span className="text-soft text-sm">
                        {objection.actor} – {objection.byName}, le {formatDate(objection.at)}
                      </span>
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
