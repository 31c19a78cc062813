'use client';

import clsx from 'clsx';
import NextLink from 'next/link';
import { useSearchParams } from 'next/navigation';
import { Fragment, type KeyboardEvent, useState } from 'react';
import { moveInCells, type Place } from '@/components/ui/cell-range';
import { counted } from '@/components/ui/format';
import { useScrolls } from '@/components/ui/scrolls';
import type { HeatMap } from '@/server/raci/compare/heat';
import { partyLabels, phaseLabels, phases } from '@/server/raci/domain';
import { figureHref } from './heat-address';
import { SHADES, shadeOf } from './heat-shades';

/** Lines that a page key jumps over. */
const PAGE = 8;

/**
 * Activities × parties as a table whose figures are moved through with the arrows; Enter opens the projects
 * behind one.
 */
export function HeatGrid({
  map,
  opened,
}: {
  map: HeatMap;
  opened: { activity: string; party: string } | null;
}) {
  const search = useSearchParams();
  const [part, scrolls] = useScrolls();
  const [here, setHere] = useState<Place>({ row: 0, column: 0 });
  const size = { rows: map.lines.length, columns: map.parties.length };

  function move(event: KeyboardEvent<HTMLTableElement>) {
    const to = moveInCells(event, here, size, PAGE);
    if (!to) return;
    event.preventDefault();
    setHere(to);
    const cell = event.currentTarget.querySelector<HTMLElement>(
      `[data-row="${to.row}"][data-column="${to.column}"]`,
    );
    cell?.focus();
  }

  let row = -1;
  return (
    <section
      ref={part}
      aria-label="Carte des responsabilités"
      className="overflow-x-auto rounded-md border border-line bg-surface max-md:hidden print:block print:overflow-visible"
      tabIndex={scrolls ? -1 : undefined}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose figures are moved through with the arrows
        role="grid"
        aria-label="Activités et parties"
        onKeyDown={move}
        className="w-full border-separate border-spacing-0 text-sm"
      >
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky left-0 z-10 border-line border-r border-b bg-sunken px-3 py-2 text-left align-bottom"
            >
              Activité
            </th>
            {map.parties.map((party) => (
              <th
                key={party}
                scope="col"
                className="w-24 min-w-20 border-line border-b bg-sunken px-2 py-2 text-center align-bottom font-semibold leading-tight"
              >
                {partyLabels[party]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {phases.map((phase) => {
            const band = map.lines.filter((line) => line.phase === phase);
            if (band.length === 0) return null;
            return (
              <Fragment key={phase}>
                <tr>
                  <th
                    scope="rowgroup"
                    colSpan={map.parties.length + 1}
                    className="border-line border-b bg-accent-soft px-3 py-1 text-left text-accent"
                  >
                    {phaseLabels[phase]}
                  </th>
                </tr>
                {band.map((line) => {
                  row += 1;
                  const at = row;
                  return (
                    <tr key={line.name} className="print:break-inside-avoid">
                      <th
                        scope="row"
                        className="sticky left-0 z-10 min-w-56 border-line border-r border-b bg-surface px-3 py-1.5 text-left font-normal leading-snug"
                      >
                        {line.label}
                        <Spread varies={line.varies} projects={line.projects} />
                      </th>
                      {map.parties.map((party, column) => {
                        const count = line.counts[column] ?? 0;
                        const isOpened = opened?.activity === line.name && opened.party === party;
                        return (
                          <td
                            key={party}
                            className={clsx(
                              'tabular border-line border-r border-b p-0 text-center font-semibold',
                              SHADES[shadeOf(count, line.projects)],
                            )}
                          >
                            <NextLink
                              href={`${figureHref(search, { activity: line.name, party })}#projets`}
                              scroll={false}
                              aria-current={isOpened || undefined}
                              data-row={at}
                              data-column={column}
                              tabIndex={here.row === at && here.column === column ? 0 : -1}
                              onFocus={() => setHere({ row: at, column })}
                              aria-label={`${line.label}, ${partyLabels[party]}\u00a0: ${counted(count, 'projet')} sur ${line.projects}`}
                              className={clsx(
                                'flex min-h-10 items-center justify-center px-2 -outline-offset-3! hover:underline',
                                isOpened && 'outline-3 outline-ink',
                              )}
                            >
                              {count === 0 ? '–' : count}
                            </NextLink>
                          </td>
                        );
                      })}
                    </tr>
                  );
                })}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** In how many projects an activity stands, and whether they share it out differently: what the map is there to show. */
export function Spread({ varies, projects }: { varies: boolean; projects: number }) {
  return (
    <span className="block text-soft text-xs">
      {counted(projects, 'projet')}
      {varies && <strong className="ml-1.5 text-warning">· varie selon les projets</strong>}
    </span>
  );
}
