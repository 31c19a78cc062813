'use client';

import { useCallback, useMemo, useState } from 'react';

/**
 * What a person changes in a list: schools added and schools removed, kept apart from the list itself. When
 * somebody else changes the list meanwhile, the same changes apply to the newer one.
 */
export type SchoolChoice = {
  /** The list as it would be saved. */
  chosen: ReadonlySet<string>;
  added: readonly string[];
  removed: readonly string[];
  /** Among these schools, exactly those of `selected` are chosen; the others are left alone. */
  choose: (among: readonly string[], selected: ReadonlySet<string>) => void;
  reset: () => void;
};

export function useSchoolChoice(current: readonly string[]): SchoolChoice {
  const [wanted, setWanted] = useState<ReadonlyMap<string, boolean>>(new Map());
  const reset = useCallback(() => setWanted(new Map()), []);
  return useMemo(() => {
    const now = new Set(current);
    const added = [...wanted].filter(([uai, inside]) => inside && !now.has(uai)).map(([uai]) => uai);
    const removed = [...wanted].filter(([uai, inside]) => !inside && now.has(uai)).map(([uai]) => uai);
    const chosen = new Set([...current, ...added]);
    for (const uai of removed) chosen.delete(uai);
    return {
      chosen,
      added,
      removed,
      choose: (among, selected) =>
        setWanted((before) => {
          const next = new Map(before);
          for (const uai of among) next.set(uai, selected.has(uai));
          return next;
        }),
      reset,
    };
  }, [current, wanted, reset]);
}
