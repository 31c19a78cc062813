'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** Where a value is kept: for this tab (`session`) or for this browser (`local`). */
type Place = 'session' | 'local';

const listeners = new Map<string, Set<() => void>>();

function storage(place: Place): Storage | null {
  try {
    return place === 'session' ? window.sessionStorage : window.localStorage;
  } catch {
    // Storage may be forbidden by the browser's settings: the value then lives until reload.
    return null;
  }
}

const memory = new Map<string, string>();

function read(place: Place, key: string): string | null {
  return storage(place)?.getItem(key) ?? memory.get(key) ?? null;
}

function write(place: Place, key: string, value: string): void {
  memory.set(key, value);
  try {
    storage(place)?.setItem(key, value);
  } catch {
    // Full storage: memory has it.
  }
  for (const listener of listeners.get(key) ?? []) listener();
}

/**
 * A small value (JSON) that outlives the page: preferences, selections. Equal keys share it, on one
 * page and across pages. On the server, and on the first render, it is `initial`.
 */
export function useStored<T>(place: Place, key: string, initial: T): [T, (value: T) => void] {
  const full = `accordent:${key}`;
  const subscribe = useCallback(
    (listener: () => void) => {
      const set = listeners.get(full) ?? new Set();
      listeners.set(full, set.add(listener));
      return () => void set.delete(listener);
    },
    [full],
  );
  const text = useSyncExternalStore(
    subscribe,
    () => read(place, full),
    () => null,
  );
  const value = useMemo(() => {
    if (text === null) return initial;
    try {
      return JSON.parse(text) as T;
    } catch {
      return initial;
    }
  }, [text, initial]);
  const set = useCallback((next: T) => write(place, full, JSON.stringify(next)), [place, full]);
  return [value, set];
}
