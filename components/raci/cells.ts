'use client';

import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import type { Saving } from '@/components/ui/save-state';
import { type Meaning, normaliseMeanings, type RaciMatrix } from '@/server/raci/domain';
import type { MatrixView } from '@/server/raci/queries';

export type Matrix = NonNullable<MatrixView['matrix']>;
export type Activity = Matrix['phases'][number]['activities'][number];
type Cell = { meanings: Meaning[]; version: number };

/** Which cell: an activity and an actor. */
export type Place = { activityId: string; actorKey: string };
const keyOf = ({ activityId, actorKey }: Place) => `${activityId} ${actorKey}`;

/** Somebody was quicker on a cell: it now shows their value, and this says so. */
export type CellConflict = Place & { message: string };

export type Cells = {
  at: (place: Place) => readonly Meaning[];
  set: (place: Place, meanings: readonly Meaning[]) => void;
  toggle: (place: Place, meaning: Meaning) => void;
  saving: Saving;
  retry: () => void;
  conflict: CellConflict | null;
  forgetConflict: () => void;
  /** The matrix as shown now, for its rules. */
  matrix: RaciMatrix;
};

/**
 * The cells of a matrix, saved as they are typed. Each cell is sent on its own, one sending at a time, on the
 * version last received; a cell changed meanwhile by somebody else takes their value and is never overwritten.
 */
export function useCells(projectId: string, matrix: Matrix): Cells {
  const trpc = useTRPC();
  const { mutateAsync } = useMutation(trpc.raci.setCell.mutationOptions());
  const activities = useMemo(() => matrix.phases.flatMap((band) => band.activities), [matrix]);
  const first = () =>
    new Map<string, Cell>(
      activities.flatMap(({ id, cells }) =>
        Object.entries(cells).map(([actorKey, cell]) => [keyOf({ activityId: id, actorKey }), cell] as const),
      ),
    );
  const [shown, setShown] = useState(
    () => new Map([...first()].map(([key, { meanings }]) => [key, meanings])),
  );
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: null });
  const [conflict, setConflict] = useState<CellConflict | null>(null);
  const known = useRef<Map<string, Cell>>(null);
  known.current ??= first();
  const waiting = useRef(new Map<string, { place: Place; meanings: Meaning[] }>());
  const sending = useRef(new Set<string>());

  const show = useCallback(
    (key: string, meanings: Meaning[]) => setShown((before) => new Map(before).set(key, meanings)),
    [],
  );

  const send = useCallback(
    async (key: string): Promise<void> => {
      const next = waiting.current.get(key);
      if (!next || sending.current.has(key)) return;
      waiting.current.delete(key);
      sending.current.add(key);
      setSaving({ state: 'saving' });
      try {
        const version = known.current?.get(key)?.version ?? 0;
        const saved = await mutateAsync({ id: projectId, ...next.place, meanings: next.meanings, version });
        known.current?.set(key, saved);
      } catch (error) {
        const refusal = refusalFrom(error);
        if (refusal.code !== 'conflict') {
          sending.current.delete(key);
          if (!waiting.current.has(key)) waiting.current.set(key, next);
          setSaving({ state: 'failed', reason: refusal.message });
          return;
        }
        const newer = refusal.details as unknown as Cell;
        known.current?.set(key, { meanings: newer.meanings, version: newer.version });
        waiting.current.delete(key);
        show(key, newer.meanings);
        setConflict({ ...next.place, message: refusal.message });
      }
      sending.current.delete(key);
      if (waiting.current.has(key)) return send(key);
      if (sending.current.size === 0 && waiting.current.size === 0)
        setSaving({ state: 'saved', at: new Date() });
    },
    [mutateAsync, projectId, show],
  );

  const set = useCallback(
    (place: Place, given: readonly Meaning[]) => {
      const key = keyOf(place);
      const meanings = normaliseMeanings(given);
      show(key, meanings);
      waiting.current.set(key, { place, meanings });
      void send(key);
    },
    [send, show],
  );

  const unsaved = saving.state !== 'saved';
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);

  const at = useCallback((place: Place): readonly Meaning[] => shown.get(keyOf(place)) ?? [], [shown]);
  return {
    at,
    set,
    toggle: (place, meaning) => {
      const now = at(place);
      set(place, now.includes(meaning) ? now.filter((one) => one !== meaning) : [...now, meaning]);
    },
    saving,
    retry: () => {
      for (const key of waiting.current.keys()) void send(key);
    },
    conflict,
    forgetConflict: () => setConflict(null),
    matrix: {
      actors: matrix.actors,
      activities: activities.map((activity) => ({
        ...activity,
        cells: Object.fromEntries(
          matrix.actors.map(({ key }) => [key, at({ activityId: activity.id, actorKey: key })]),
        ),
      })),
    },
  };
}
