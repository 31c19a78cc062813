import { ButtonLink } from '@/components/ui/button-link';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import type { ObjectiveLine } from '@/server/objectives/queries';
import { measureText, objectiveTitle, TrendBadge } from './words';

/** The next objectives due, one line each; nothing where there is none. */
export function ObjectivesSection({ objectives }: { objectives: readonly ObjectiveLine[] }) {
  if (objectives.length === 0) return null;
  return (
    <Section
      title="Objectifs"
      action={
        <ButtonLink href="/couverture/objectifs" size="sm" variant="quiet">
          Tous les objectifs
        </ButtonLink>
      }
    >
      <ul className="flex flex-col divide-y divide-line border-line border-y">
        {objectives.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2">
            <Link href={`/couverture/objectifs/${one.id}`}>
              {one.territoryName}&nbsp;– {objectiveTitle(one)}
            </Link>
            <TrendBadge trend={one.trend} />
            <span className="text-soft text-sm">
              {measureText(one.now)}, pour le {formatDate(one.targetOn)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
