'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import type { Saving } from '@/components/ui/save-state';
import type { UpdateExperience } from '@/server/experience/schema';

export type SheetFields = Omit<UpdateExperience, 'version'>;
export type SheetField = keyof SheetFields;

/** A breath after the last key. */
const BREATH = 900;

/** What this tab typed and could not send, with the version on which it was typed. */
type Kept = { version: number; fields: SheetFields };

const keyOf = (id: string) => `accordent:retour:${id}`;

function kept(id: string): Kept | null {
  try {
    return JSON.parse(window.sessionStorage.getItem(keyOf(id)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

function keep(id: string, version: number, fields: SheetFields): void {
  try {
    if (Object.keys(fields).length === 0) window.sessionStorage.removeItem(keyOf(id));
    else window.sessionStorage.setItem(keyOf(id), JSON.stringify({ version, fields } satisfies Kept));
  } catch {
    // Storage may be forbidden or full: what is typed stays on the screen.
  }
}

/** Last version saved by this tab, by sheet: a page that the browser shows again may be older. */
const savedVersions = new Map<string, number>();

/**
 * Saves what is typed, a breath after the last key: only the fields touched, one sending at a time, on the
 * version seen. What could not be sent is kept in this tab and comes back after a reload. Someone else's change
 * stops the saving and is told: nothing is overwritten.
 */
export function useAutosave(id: string, first: { version: number; updatedAt: Date }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { mutateAsync } = useMutation(trpc.experience.update.mutationOptions());
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: first.updatedAt });
  const [conflict, setConflict] = useState<string | null>(null);
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({});
  const version = useRef(first.version);
  const pending = useRef<SheetFields>({});
  const flight = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stopped = useRef(false);

  const send = useCallback(async (): Promise<boolean> => {
    if (stopped.current) return false;
    const fields = pending.current;
    if (Object.keys(fields).length === 0) return true;
    pending.current = {};
    setSaving({ state: 'saving' });
    try {
      const saved = await mutateAsync({ id, version: version.current, ...fields });
      version.current = saved.version;
      savedVersions.set(id, saved.version);
      setErrors({});
      keep(id, version.current, pending.current);
      if (Object.keys(pending.current).length > 0) return send();
      setSaving({ state: 'saved', at: new Date() });
      return true;
    } catch (error) {
      pending.current = { ...fields, ...pending.current };
      keep(id, version.current, pending.current);
      const refusal = refusalFrom(error);
      setErrors(refusal.fields);
      setSaving({ state: 'failed', reason: refusal.message });
      if (refusal.code === 'conflict') {
        stopped.current = true;
        setConflict(refusal.message);
      }
      return false;
    }
  }, [id, mutateAsync]);

  /** Sends now what waits, and answers whether all is safe. */
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (flight.current) await flight.current;
    flight.current = send();
    const done = await flight.current;
    flight.current = null;
    return done;
  }, [send]);

  const change = useCallback(
    (fields: SheetFields) => {
      pending.current = { ...pending.current, ...fields };
      keep(id, version.current, pending.current);
      if (stopped.current) return;
      setSaving({ state: 'dirty' });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), BREATH);
    },
    [id, flush],
  );

  // « Back » may show the page as it was before this tab saved: the latest is fetched.
  useEffect(() => {
    if ((savedVersions.get(id) ?? 0) > first.version) router.refresh();
  }, [id, first.version, router]);

  // Leaving with something unsent: the browser asks.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (Object.keys(pending.current).length > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      clearTimeout(timer.current);
    };
  }, []);

  const recover = useCallback(() => kept(id), [id]);
  const forget = useCallback(() => {
    pending.current = {};
    keep(id, 0, {});
  }, [id]);
  return { saving, conflict, errors, change, flush, recover, forget, version };
}
