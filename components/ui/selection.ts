'use client';

import { useMemo } from 'react';
import { useStored } from './stored';

const NONE: string[] = [];

export type Selection = {
  ids: ReadonlySet<string>;
  count: number;
  set: (ids: Iterable<string>) => void;
  /** Adds or takes away some rows. */
  toggle: (ids: readonly string[], selected: boolean) => void;
  clear: () => void;
};

/**
 * The rows selected in the table `tableId`. It survives paging, sorting and filtering (it is kept
 * for the browser's tab), and any component that names the same table sees the same selection.
 */
export function useSelection(tableId: string): Selection {
  const [list, setList] = useStored<string[]>('session', `selection:${tableId}`, NONE);
  return useMemo(() => {
    const ids = new Set(list);
    return {
      ids,
      count: ids.size,
      set: (next) => setList([...new Set(next)]),
      toggle: (changed, selected) => {
        const next = new Set(ids);
        for (const id of changed) {
          if (selected) next.add(id);
          else next.delete(id);
        }
        setList([...next]);
      },
      clear: () => setList([]),
    };
  }, [list, setList]);
}
