import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate } from '@/components/ui/format';
import { Tabs } from '@/components/ui/tabs';
import { isSame } from '@/server/raci/compare/compare';
import type { Comparison } from '@/server/raci/compare/queries';
import type { SideGroup, SideHead } from '@/server/raci/compare/sides';
import { summaryOf } from '@/server/raci/compare/words';
import { Legend } from '../legend';
import { DifferenceGrid } from './difference-grid';
import { DifferenceList } from './difference-list';
import { PickSides } from './pick-sides';

const named = ({ label, at }: SideHead) => (at ? `${label} (${formatDate(at)})` : label);

/** What became of one matrix in another: counted in a sentence, then only what differs, or everything. */
export function ComparisonPage({
  groups,
  comparison,
  isWhole,
  address,
}: {
  groups: SideGroup[];
  comparison: Comparison;
  /** What did not change is shown too. */
  isWhole: boolean;
  /** The two sides as parameters: `avec=…&matrice=…`. */
  address: string;
}) {
  const { before, after, difference } = comparison;
  const same = isSame(difference);
  // A side that is no longer proposed (an older template) still stands in its list.
  const known = new Set(groups.flatMap(({ sides }) => sides.map(({ id }) => id)));
  const others = [before, after].filter(
    ({ id }, rank, all) => !known.has(id) && all.findIndex((one) => one.id === id) === rank,
  );
  const all = others.length > 0 ? [...groups, { label: 'Autre', sides: others }] : groups;
  return (
    <div className="flex flex-col gap-5">
      <PickSides groups={all} before={before.id} after={after.id} />
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div role="status">
          <p className="text-soft text-sm">
            {named(before)} → {named(after)}
          </p>
          <h2 className="text-lg">{summaryOf(difference)}</h2>
        </div>
        {!same && (
          <ButtonLink href={`comparaison/differences.csv?${address}`} download size="sm">
            Télécharger en CSV
          </ButtonLink>
        )}
      </div>
      {same ? (
        <EmptyState title="Ces deux matrices disent la même chose">
          Choisissez une autre version, un modèle ou le projet d’une autre collectivité.
        </EmptyState>
      ) : (
        <>
          <Tabs
            label="Ce qui est montré"
            tabs={[
              { href: `?${address}`, label: 'Ce qui diffère' },
              { href: `?${address}&tout=1`, label: 'Tout' },
            ]}
            current={isWhole ? `?${address}&tout=1` : `?${address}`}
          />
          <Legend />
          {isWhole ? (
            <DifferenceGrid difference={difference} />
          ) : (
            <DifferenceList difference={difference} before={before.label} after={after.label} />
          )}
        </>
      )}
    </div>
  );
}
