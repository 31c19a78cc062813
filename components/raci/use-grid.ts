import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { type CellRange, moveInCells, rangeOf, type Place as Spot } from '@/components/ui/cell-range';
import { toast } from '@/components/ui/toast';
import type { Meaning } from '@/server/raci/domain';
import type { LetterSet } from '@/server/raci/letters';
import { readBlock, tile, writeBlock } from '@/server/raci/range';
import type { Activity, Change, Matrix, Place } from './cell-rows';
import type { Cells } from './cells';
import type { MenuAt } from './grid';
import { useLetters } from './letters';
import { cellId, meaningOfKey } from './words';

export type Direction = 'up' | 'down' | 'left' | 'right';
const directions: Record<string, Direction | undefined> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Lines that a page key jumps over. */
const PAGE = 8;

const spotOf = (target: EventTarget | null): Spot | null => {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null;
};

/**
 * What the keyboard, the pointer and the clipboard do in the grid, as in a spreadsheet: arrows move, with Shift
 * they choose a range; R A C I switch a letter in all that is chosen, Delete empties it; copy, cut, paste; Ctrl+D
 * repeats the first line downwards; Ctrl+Z and Ctrl+Y take back and do again. Alt and the arrows move the row or the
 * column; Shift+F10 and a right click open their menu.
 */
export function useGrid({
  activities,
  actors,
  cells,
  canEdit,
  onPlace,
  onMenu,
  onMove,
}: {
  activities: readonly Activity[];
  actors: Matrix['actors'];
  cells: Cells;
  canEdit: boolean;
  onPlace: (place: Place) => void;
  onMenu?: ((at: MenuAt) => void) | undefined;
  onMove?: ((place: Place, to: Direction) => void) | undefined;
}) {
  const letters = useLetters();
  const [here, setHere] = useState<Spot>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<Spot>({ row: 0, column: 0 });
  const [dragging, setDragging] = useState(false);
  // Rows and columns may change around the cell: it stays the same cell, wherever it stands now.
  const [around, setAround] = useState({ activities, actors });
  if (around.activities !== activities || around.actors !== actors) {
    const row = activities.findIndex(({ id }) => id === around.activities[here.row]?.id);
    const column = actors.findIndex(({ key }) => key === around.actors[here.column]?.key);
    const now = {
      row: row >= 0 ? row : Math.max(0, Math.min(here.row, activities.length - 1)),
      column: column >= 0 ? column : Math.max(0, Math.min(here.column, actors.length - 1)),
    };
    setAround({ activities, actors });
    setHere(now);
    setAnchor(now);
  }
  /** The focus is being moved from here: it chooses nothing by itself. */
  const moving = useRef(false);
  /** Whether the focus is in the grid, also when its cell has just been taken away under it. */
  const focused = useRef(false);
  useEffect(() => {
    const activity = activities[here.row];
    const actor = actors[here.column];
    if (!focused.current || document.activeElement !== document.body || !activity || !actor) return;
    document.getElementById(cellId(activity.id, actor.key))?.focus();
  }, [activities, actors, here]);
  const range = rangeOf(anchor, here);
  const size = { rows: activities.length, columns: actors.length };

  const placeAt = ({ row, column }: Spot): Place | null => {
    const activity = activities[row];
    const actor = actors[column];
    return activity && actor ? { activityId: activity.id, actorKey: actor.key } : null;
  };
  function goTo(spot: Spot, extend: boolean) {
    const place = placeAt(spot);
    if (!place) return;
    // Made before it takes the focus: the line of a cell may be out of sight.
    flushSync(() => {
      setHere(spot);
      if (!extend) setAnchor(spot);
      onPlace(place);
    });
    moving.current = true;
    document.getElementById(cellId(place.activityId, place.actorKey))?.focus();
    moving.current = false;
  }

  /** The menu of what the pointer or the focus is on: a cell, or the head of a row. */
  function openMenu(target: EventTarget | null): boolean {
    const element = target instanceof Element ? target : null;
    const spot = spotOf(target);
    const head = element?.closest<HTMLElement>('[data-activity]');
    const activity = activities[spot?.row ?? Number(head?.dataset.activity ?? -1)];
    const anchor = element?.closest('[data-row]') ?? element?.closest('[data-menu]') ?? head;
    if (!onMenu || !activity || !anchor) return false;
    onMenu({ anchor, activity, actor: (spot && actors[spot.column]) ?? null });
    return true;
  }

  /** Every cell of a range, with what it would hold. */
  function changes(
    of: CellRange,
    give: (spot: Spot, held: readonly Meaning[]) => readonly Meaning[],
  ): Change[] {
    const made: Change[] = [];
    for (let row = of.top; row <= of.bottom; row += 1)
      for (let column = of.left; column <= of.right; column += 1) {
        const place = placeAt({ row, column });
        if (place) made.push({ ...place, meanings: give({ row, column }, cells.at(place)) });
      }
    return made;
  }
  const heldAt = (spot: Spot) => {
    const place = placeAt(spot);
    return place ? cells.at(place) : [];
  };

  /** A letter goes into, or out of, all that is chosen, as it does for the cell that holds the focus. */
  function letter(meaning: Meaning) {
    const leaves = heldAt(here).includes(meaning);
    cells.write(
      changes(range, (_, held) => {
        const others = held.filter((one) => one !== meaning);
        return leaves ? others : [...others, meaning];
      }),
    );
  }
  const empty = () => cells.write(changes(range, () => []));
  const fillDown = () => cells.write(changes(range, ({ column }) => heldAt({ row: range.top, column })));

  function paste(text: string) {
    const read = readBlock(text, letters);
    if (!read.ok) {
      toast(read.message, { tone: 'danger' });
      return;
    }
    const rows = range.bottom - range.top + 1;
    const columns = range.right - range.left + 1;
    const block = tile(read.block, { rows, columns });
    const [line = []] = block;
    const room = {
      top: range.top,
      left: range.left,
      bottom: range.top + block.length - 1,
      right: range.left + line.length - 1,
    };
    if (room.bottom >= size.rows || room.right >= size.columns) {
      toast(
        `Rien n’est collé\u00a0: ces ${block.length} × ${line.length} cases dépassent la matrice à partir d’ici. Choisissez une case plus haut ou plus à gauche.`,
        { tone: 'danger' },
      );
      return;
    }
    cells.write(changes(room, ({ row, column }) => block[row - room.top]?.[column - room.left] ?? []));
    setAnchor({ row: room.top, column: room.left });
    setHere({ row: room.bottom, column: room.right });
  }

  function command(event: KeyboardEvent): (() => void) | null {
    const key = event.key.toLowerCase();
    if (onMenu && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)))
      return () => openMenu(event.target);
    if (event.ctrlKey || event.metaKey) {
      if (key === 'a')
        return () => {
          setAnchor({ row: 0, column: 0 });
          setHere({ row: size.rows - 1, column: size.columns - 1 });
        };
      if (!canEdit) return null;
      if (key === 'z') return (event.shiftKey ? cells.redo : cells.undo) ?? (() => {});
      if (key === 'y') return cells.redo ?? (() => {});
      if (key === 'd') return fillDown;
      return null;
    }
    if (event.altKey) {
      const to = directions[event.key];
      const place = placeAt(here);
      return to && place && onMove ? () => onMove(place, to) : null;
    }
    if (event.key === 'Escape' && (range.top !== range.bottom || range.left !== range.right))
      return () => setAnchor(here);
    if (!canEdit) return null;
    if (event.key === 'Delete' || event.key === 'Backspace') return empty;
    const meaning = meaningOfKey(key, letters);
    return meaning ? () => letter(meaning) : null;
  }

  return {
    stop: here,
    range,
    goTo,
    handlers: {
      onClick: (event: MouseEvent) => {
        if (event.target instanceof Element && event.target.closest('[data-menu]')) openMenu(event.target);
      },
      onContextMenu: (event: MouseEvent) => {
        const spot = spotOf(event.target);
        if (spot) goTo(spot, false);
        if (openMenu(event.target)) event.preventDefault();
      },
      onFocus: (event: FocusEvent) => {
        focused.current = true;
        const spot = spotOf(event.target);
        const place = spot && placeAt(spot);
        if (!spot || !place || moving.current) return;
        // A cell reached from elsewhere (a problem that leads here, Tab) is the only one chosen.
        setHere(spot);
        setAnchor(spot);
        onPlace(place);
      },
      onBlur: (event: FocusEvent) => {
        if (event.target.isConnected) focused.current = false;
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (!spotOf(event.target)) return;
        const to = event.altKey ? null : moveInCells(event, here, size, PAGE);
        if (to) {
          event.preventDefault();
          goTo(to, event.shiftKey);
          return;
        }
        const act = command(event);
        if (!act) return;
        event.preventDefault();
        act();
      },
      onPointerDown: (event: PointerEvent) => {
        const spot = spotOf(event.target);
        if (!spot || event.button !== 0) return;
        event.preventDefault();
        setDragging(true);
        window.addEventListener('pointerup', () => setDragging(false), { once: true });
        goTo(spot, event.shiftKey);
      },
      onPointerOver: (event: PointerEvent) => {
        const spot = dragging && event.buttons === 1 ? spotOf(event.target) : null;
        if (spot) setHere(spot);
      },
      onCopy: (event: ClipboardEvent) => {
        event.preventDefault();
        event.clipboardData.setData('text/plain', textOf(range, heldAt, letters));
      },
      onCut: (event: ClipboardEvent) => {
        event.preventDefault();
        event.clipboardData.setData('text/plain', textOf(range, heldAt, letters));
        if (canEdit) empty();
      },
      onPaste: (event: ClipboardEvent) => {
        event.preventDefault();
        if (canEdit) paste(event.clipboardData.getData('text/plain'));
      },
    },
  };
}

const textOf = (range: CellRange, heldAt: (spot: Spot) => readonly Meaning[], set: LetterSet): string =>
  writeBlock(
    Array.from({ length: range.bottom - range.top + 1 }, (_, row) =>
      Array.from({ length: range.right - range.left + 1 }, (__, column) =>
        heldAt({ row: range.top + row, column: range.left + column }),
      ),
    ),
    set,
  );
