import NextLink from 'next/link';
import { counted } from '@/components/ui/format';
import type { HeatMap } from '@/server/raci/compare/heat';
import { partyLabels, phaseLabels, phases } from '@/server/raci/domain';
import { figureHref } from './heat-address';
import { Spread } from './heat-grid';

/** The map on a phone: an activity a card, its parties by how often they hold it, with a bar. */
export function HeatCards({ map, search }: { map: HeatMap; search: string }) {
  return (
    <div className="flex flex-col gap-6 md:hidden print:hidden">
      {phases.map((phase) => {
        const band = map.lines.filter((line) => line.phase === phase);
        if (band.length === 0) return null;
        return (
          <section key={phase} aria-label={phaseLabels[phase]} className="flex flex-col gap-2">
            <h3 className="font-semibold text-accent text-lg">{phaseLabels[phase]}</h3>
            {band.map((line) => {
              const held = map.parties
                .map((party, rank) => ({ party, count: line.counts[rank] ?? 0 }))
                .filter(({ count }) => count > 0)
                .sort((a, b) => b.count - a.count);
              return (
                <article key={line.name} className="rounded-md border border-line bg-surface px-4 py-3">
                  <h4 className="font-semibold">{line.label}</h4>
                  <Spread varies={line.varies} projects={line.projects} />
                  {held.length === 0 ? (
                    <p className="mt-2 text-soft text-sm">Aucune partie.</p>
                  ) : (
                    <ul className="mt-2 flex flex-col gap-1">
                      {held.map(({ party, count }) => (
                        <li key={party}>
                          <NextLink
                            href={`${figureHref(search, { activity: line.name, party })}#projets`}
                            className="flex min-h-11 flex-col justify-center rounded-sm hover:underline"
                          >
                            <span className="flex justify-between gap-3 text-sm">
                              <span>{partyLabels[party]}</span>
                              <span className="tabular whitespace-nowrap font-semibold">
                                {counted(count, 'projet')}
                              </span>
                            </span>
                            <span aria-hidden className="mt-1 block h-1.5 rounded-sm bg-sunken">
                              <span
                                className="block h-full rounded-sm bg-data-3"
                                style={{ width: `${(count / Math.max(1, line.projects)) * 100}%` }}
                              />
                            </span>
                          </NextLink>
                        </li>
                      ))}
                    </ul>
                  )}
                </article>
              );
            })}
          </section>
        );
      })}
    </div>
  );
}
