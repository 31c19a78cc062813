'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { refusalFrom } from '@/components/trpc';
import { counted } from '@/components/ui/format';
import type { Saving } from '@/components/ui/save-state';
import { arrivals } from '@/server/raci/arrivals';
import { type Meaning, normaliseMeanings, type RaciMatrix } from '@/server/raci/domain';
import { type CellStep, emptyHistory, type History, redo, remember, undo } from '@/server/raci/history';
import type { MatrixOwner } from '@/server/raci/owner';
import type { MatrixChanges } from '@/server/raci/queries';
import {
  type Arrived,
  activitiesOf,
  type CellNews,
  type Change,
  keyOf,
  type Matrix,
  newsOf,
  type Place,
  placesOf,
  type Row,
  rowsOf,
  toldOf,
  withChanges,
} from './cell-rows';
import { useDoor, useOthersCells } from './door';

export type Cells = {
  at: (place: Place) => readonly Meaning[];
  row: (activityId: string) => Row;
  /** One step of any number of cells: saved together, taken back together. */
  write: (changes: readonly Change[]) => void;
  toggle: (place: Place, meaning: Meaning) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  saving: Saving;
  retry: () => void;
  news: CellNews | null;
  forgetNews: () => void;
  tell: (news: CellNews) => void;
  /** Sends what is not kept yet; false when it could not be kept. */
  flush: () => Promise<boolean>;
  /** What others did since, as last heard. */
  heard: MatrixChanges | undefined;
  /** The matrix as shown now, for its rules. */
  matrix: RaciMatrix;
};

/** Milliseconds between two questions about what others wrote. */
const LISTEN_EVERY = 3_000;

/**
 * The cells of a matrix, saved as they are typed and taken back step by step. What is typed while a saving is on
 * its way leaves with the next one. What others write appears within seconds; whoever writes a cell last is kept,
 * and both sides are told.
 */
export function useCells(owner: MatrixOwner, matrix: Matrix): Cells {
  const { id, setCells } = useDoor(owner);
  const activities = useMemo(() => activitiesOf(matrix), [matrix]);
  const [rows, setRows] = useState<ReadonlyMap<string, Row>>(() => rowsOf(matrix));
  const [history, setHistory] = useState<History>(emptyHistory);
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: null });
  const [news, setNews] = useState<CellNews | null>(null);
  const [seen, setSeen] = useState(matrix.version);
  const versions = useRef<Map<string, number>>(null);
  versions.current ??= new Map(
    activities.flatMap(({ id, cells }) =>
      Object.entries(cells).map(
        ([actorKey, { version }]) => [keyOf({ activityId: id, actorKey }), version] as const,
      ),
    ),
  );
  const waiting = useRef(new Map<string, Change>());
  const sending = useRef<ReadonlyMap<string, Change> | null>(null);
  /** Cells of one's own hand: when somebody else changes one, it is said. */
  const own = useRef(new Set<string>());
  /** The rows as they stand, also between two drawings. */
  const latest = useRef(rows);
  const show = useCallback((changes: readonly Change[]) => {
    latest.current = withChanges(latest.current, changes);
    setRows(latest.current);
  }, []);

  /** Cells of others that met a saving on its way: looked at when it has been answered. */
  const held = useRef<Arrived[]>([]);
  const receive = useCallback(
    (cells: readonly Arrived[]) => {
      const { fresh, later } = arrivals(
        [...held.current, ...cells],
        (cell) => waiting.current.has(keyOf(cell)) || sending.current?.has(keyOf(cell)) === true,
        (cell) => versions.current?.get(keyOf(cell)) ?? 0,
      );
      held.current = later;
      if (fresh.length === 0) return;
      for (const cell of fresh) versions.current?.set(keyOf(cell), cell.version);
      show(fresh);
      const theirs = fresh.filter(({ mine }) => !mine);
      const taken = theirs.filter((cell) => own.current.has(keyOf(cell)));
      for (const cell of taken) own.current.delete(keyOf(cell));
      if (theirs.length > 0) setNews(newsOf(theirs, taken));
    },
    [show],
  );

  const send = useCallback(async (): Promise<void> => {
    if (sending.current || waiting.current.size === 0) return;
    const batch = new Map(waiting.current);
    sending.current = batch;
    waiting.current.clear();
    setSaving({ state: 'saving' });
    try {
      const { version, replaced } = await setCells({
        id,
        cells: [...batch.values()].map(({ activityId, actorKey, meanings }) => ({
          activityId,
          actorKey,
          meanings: [...meanings],
          version: versions.current?.get(keyOf({ activityId, actorKey })) ?? 0,
        })),
      });
      for (const key of batch.keys()) versions.current?.set(key, version);
      const [first] = replaced;
      if (first)
        setNews({
          message: `${toldOf(replaced)} juste avant vous\u00a0: votre saisie, plus récente, est gardée.`,
          overwrites: true,
          place: first,
        });
    } catch (error) {
      sending.current = null;
      for (const [key, change] of batch) if (!waiting.current.has(key)) waiting.current.set(key, change);
      setSaving({ state: 'failed', reason: refusalFrom(error).message });
      return;
    }
    sending.current = null;
    receive([]);
    if (waiting.current.size > 0) return send();
    setSaving({ state: 'saved', at: new Date() });
  }, [setCells, id, receive]);

  /** The saving that is under way, until everything typed meanwhile is kept or refused. */
  const underWay = useRef<Promise<void>>(Promise.resolve());
  const sendAll = useCallback(() => {
    if (!sending.current) underWay.current = send();
    return underWay.current;
  }, [send]);
  const flush = useCallback(async () => {
    await sendAll();
    return waiting.current.size === 0;
  }, [sendAll]);

  /** The matrix as it was last drawn: another one brings other rows, other columns, and what they hold. */
  const drawn = useRef(matrix);
  useEffect(() => {
    if (drawn.current === matrix) return;
    drawn.current = matrix;
    const exists = placesOf(matrix);
    const lost = [...waiting.current.values()].filter((change) => !exists(change));
    for (const change of lost) waiting.current.delete(keyOf(change));
    const next = rowsOf(matrix);
    for (const { id, cells } of activitiesOf(matrix))
      for (const [actorKey, { version }] of Object.entries(cells)) {
        const place = { activityId: id, actorKey };
        const key = keyOf(place);
        const isOwn = waiting.current.has(key) || sending.current?.has(key) === true;
        if (isOwn || (versions.current?.get(key) ?? 0) > version)
          next.set(id, { ...next.get(id), [actorKey]: latest.current.get(id)?.[actorKey] ?? [] });
        else versions.current?.set(key, version);
      }
    latest.current = next;
    setRows(next);
    setSeen((now) => Math.max(now, matrix.version));
    if (lost.length > 0) {
      setNews({
        message: `${counted(lost.length, 'case')} que vous veniez de saisir ${lost.length > 1 ? 'ont été retirées' : 'a été retirée'} avec sa ligne ou sa colonne.`,
        overwrites: true,
        place: null,
      });
      if (waiting.current.size === 0) setSaving({ state: 'saved', at: null });
    }
    void sendAll();
  }, [matrix, sendAll]);

  const apply = useCallback(
    (all: readonly Change[]) => {
      // What is taken back may have lost its row or its column since.
      const changes = all.filter(placesOf(drawn.current));
      show(changes);
      for (const change of changes) {
        own.current.add(keyOf(change));
        waiting.current.set(keyOf(change), change);
      }
      void sendAll();
    },
    [sendAll, show],
  );

  const at = useCallback(
    ({ activityId, actorKey }: Place): readonly Meaning[] => rows.get(activityId)?.[actorKey] ?? [],
    [rows],
  );

  const write = useCallback(
    (changes: readonly Change[]) => {
      const step = changes.flatMap(({ activityId, actorKey, meanings }): CellStep[] => {
        const before = latest.current.get(activityId)?.[actorKey] ?? [];
        const after = normaliseMeanings(meanings);
        return before.join() === after.join() ? [] : [{ activityId, actorKey, before, after }];
      });
      if (step.length === 0) return;
      setHistory((now) => remember(now, step));
      apply(step.map(({ activityId, actorKey, after }) => ({ activityId, actorKey, meanings: after })));
    },
    [apply],
  );

  const move = (take: typeof undo) => {
    const taken = take(history);
    if (!taken) return null;
    return () => {
      setHistory(taken.history);
      apply(taken.cells);
    };
  };

  const others = useOthersCells(owner, seen, LISTEN_EVERY);
  useEffect(() => {
    if (!others || others.version <= seen) return;
    receive(others.cells);
    setSeen(others.version);
  }, [others, seen, receive]);

  const unsaved = saving.state !== 'saved';
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);

  const shown = useMemo<RaciMatrix>(
    () => ({
      actors: matrix.actors,
      activities: activities.map((activity) => ({ ...activity, cells: rows.get(activity.id) ?? {} })),
    }),
    [matrix.actors, activities, rows],
  );
  return {
    at,
    row: (activityId) => rows.get(activityId) ?? {},
    write,
    toggle: (place, meaning) => {
      const now = at(place);
      const meanings = now.includes(meaning) ? now.filter((one) => one !== meaning) : [...now, meaning];
      write([{ ...place, meanings }]);
    },
    undo: move(undo),
    redo: move(redo),
    saving,
    retry: () => void sendAll(),
    news,
    forgetNews: () => setNews(null),
    tell: setNews,
    flush,
    heard: others,
    matrix: shown,
  };
}
