'use client';

import clsx from 'clsx';
import { EllipsisVertical, User, Wrench } from 'lucide-react';
import type { MouseEvent } from 'react';
import { HeadMark } from './agreement/marks';
import type { Matrix } from './cell-rows';

type Actor = Matrix['actors'][number];

/** Columns as they stand together: an organisation with what is inside it. */
export function groupsOf(actors: readonly Actor[]): { root: Actor; size: number }[] {
  const groups: { root: Actor; size: number }[] = [];
  for (const actor of actors) {
    const last = groups.at(-1);
    if (last && actor.within !== null && actor.within === last.root.key) last.size += 1;
    else groups.push({ root: actor, size: 1 });
  }
  return groups;
}

/** What a column is called in words: a person or a function with the organisation in which it stands. */
export function columnName(actors: readonly Actor[], actor: Actor): string {
  const root = actor.within === null ? undefined : actors.find(({ key }) => key === actor.within);
  return root ? `${actor.label} (${root.label})` : actor.label;
}

/** The slanted heads of the columns; people and functions stand under a bar with the name of their organisation. */
export function GridHead({
  actors,
  onMenu,
}: {
  actors: readonly Actor[];
  /** Opens the menu of a column; absent for whoever only reads. */
  onMenu: ((actor: Actor, anchor: Element) => void) | null;
}) {
  const groups = groupsOf(actors);
  const isGrouped = groups.some(({ size }) => size > 1);
  return (
    <thead className="sticky top-0 z-20 bg-sunken">
      <tr aria-rowindex={1}>
        <th
          scope="col"
          rowSpan={isGrouped ? 2 : 1}
          className="sticky left-0 z-30 h-44 border-line border-r border-b bg-sunken px-3 pb-2 text-left align-bottom text-sm"
        >
          Activité
        </th>
        {actors.map((actor) => (
          <th
            key={actor.key}
            scope="col"
            title={columnName(actors, actor)}
            onContextMenu={(event) => {
              if (!onMenu) return;
              event.preventDefault();
              onMenu(actor, event.currentTarget);
            }}
            className={clsx(
              'relative h-44 align-bottom last:before:absolute last:before:inset-y-0 last:before:left-full last:before:w-28 last:before:bg-sunken',
              !isGrouped && 'border-line border-b last:before:border-line last:before:border-b',
            )}
          >
            <span className="relative block h-full min-w-13">
              <span
                className={clsx(
                  'absolute left-6 flex w-40 origin-bottom-left -rotate-45 items-center gap-1 text-left text-sm leading-tight',
                  onMenu ? 'bottom-9' : 'bottom-2',
                  actor.kind === 'organisation' ? 'font-semibold' : 'font-normal',
                )}
              >
                {actor.kind === 'person' && <User aria-hidden className="size-3.5 shrink-0" />}
                {actor.kind === 'function' && <Wrench aria-hidden className="size-3.5 shrink-0" />}
                <span className="line-clamp-2">
                  <HeadMark actorKey={actor.key} />
                  {actor.label}
                  {actor.kind !== 'organisation' && (
                    <span className="sr-only">, dans {columnName(actors, actor)}</span>
                  )}
                </span>
              </span>
              {onMenu && (
                <HeadButton label={`Colonne ${actor.label}`} onPress={(anchor) => onMenu(actor, anchor)} />
              )}
            </span>
          </th>
        ))}
      </tr>
      {isGrouped && (
        <tr aria-rowindex={2}>
          {groups.map(({ root, size }) =>
            size > 1 ? (
              <th
                key={root.key}
                scope="colgroup"
                colSpan={size}
                className="border-line border-r border-b border-l bg-accent-soft px-2 py-0.5 text-center text-accent text-xs"
              >
                <span className="block truncate" style={{ maxWidth: `${size * 3.25}rem` }}>
                  {root.label}
                </span>
              </th>
            ) : (
              <td key={root.key} className="border-line border-b" />
            ),
          )}
        </tr>
      )}
    </thead>
  );
}

/** The button of a menu among hundreds: reached by the pointer; the keyboard opens the menu from the cell. */
export function HeadButton({ label, onPress }: { label: string; onPress: (anchor: Element) => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      aria-haspopup="menu"
      onClick={(event: MouseEvent) => onPress(event.currentTarget)}
      className="absolute inset-x-0 bottom-1 mx-auto grid size-7 cursor-pointer place-items-center rounded-sm text-soft hover:bg-surface hover:text-ink"
    >
      <EllipsisVertical aria-hidden className="size-4" />
    </button>
  );
}
