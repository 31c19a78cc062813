'use client';

import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import type { Saving } from '@/components/ui/save-state';
import type { TemplateContent } from '@/server/conventions/template/types';
import { applyEdit, type TemplateEdit } from '@/server/templates/edits';
import type { TemplateDetail } from '@/server/templates/queries/templates';
import type { TemplateEditCommand } from '@/server/templates/schema';

/** One act as it is sent, and how the screen applies it at once. */
export type Act = { command: TemplateEditCommand; local: TemplateEdit; slot: string | null };

export type DraftConflict = { message: string; content: TemplateContent; version: number };

/** Calm before what is typed is sent, in milliseconds. */
const PAUSE = 700;

/**
 * The working draft in this page: every act is applied at once and sent in its order, one at a time. Acts of the
 * same `slot` (what is typed in one section) replace one another while they wait. When somebody else changed the
 * draft meanwhile, nothing is sent any more until the person has chosen; what waits is kept.
 */
export function useTemplateDraft(detail: TemplateDetail) {
  const trpc = useTRPC();
  const send = useMutation(trpc.templates.edit.mutationOptions({ networkMode: 'always' })).mutateAsync;
  const [content, setContent] = useState(detail.content);
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: detail.draftUpdatedAt });
  const [conflict, setConflict] = useState<DraftConflict | null>(null);
  const queue = useRef<Act[]>([]);
  const version = useRef(detail.draftVersion ?? 0);
  const busy = useRef(false);
  const blocked = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const { id } = detail;

  const flush = useCallback(async () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    if (busy.current || blocked.current) return;
    busy.current = true;
    while (queue.current.length > 0) {
      const [act] = queue.current;
      if (!act) break;
      setSaving({ state: 'saving' });
      try {
        const saved = await send({ id, version: version.current, edit: act.command });
        version.current = saved.version;
        queue.current = queue.current.slice(1);
        if (queue.current.length === 0) setSaving({ state: 'saved', at: new Date() });
      } catch (error) {
        const refusal = refusalFrom(error);
        const current = refusal.details.current as { version: number; content: TemplateContent } | undefined;
        if (refusal.code === 'conflict' && current) {
          blocked.current = true;
          setConflict({ message: refusal.message, ...current });
        } else if (refusal.code === 'invalid') queue.current = queue.current.slice(1);
        setSaving({ state: 'failed', reason: refusal.message });
        break;
      }
    }
    busy.current = false;
  }, [id, send]);

  const act = useCallback(
    (next: Act, { wait = false } = {}) => {
      setContent((held) => {
        const edited = applyEdit(held, next.local);
        return edited.ok ? edited.content : held;
      });
      const last = queue.current.at(-1);
      // The first of the queue may be on its way: it is never taken back.
      const replaces =
        next.slot !== null && last?.slot === next.slot && queue.current.length > (busy.current ? 1 : 0);
      queue.current = replaces ? [...queue.current.slice(0, -1), next] : [...queue.current, next];
      setSaving({ state: 'dirty' });
      if (timer.current) clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), wait ? PAUSE : 0);
    },
    [flush],
  );

  /** Takes the other person's draft, with or without what waits here on top of it. */
  const settle = useCallback(
    (keepMine: boolean) => {
      if (!conflict) return;
      if (!keepMine) queue.current = [];
      version.current = conflict.version;
      let next = conflict.content;
      for (const { local } of queue.current) {
        const edited = applyEdit(next, local);
        if (edited.ok) next = edited.content;
      }
      setContent(next);
      setConflict(null);
      blocked.current = false;
      setSaving(queue.current.length > 0 ? { state: 'dirty' } : { state: 'saved', at: new Date() });
      void flush();
    },
    [conflict, flush],
  );

  const retry = useCallback(() => void flush(), [flush]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (queue.current.length > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);

  return {
    content,
    saving,
    conflict,
    act,
    settle,
    retry,
    /** Sends what waits, and gives the counter on which an act of the whole may be decided. */
    async settled(): Promise<number> {
      await flush();
      return version.current;
    },
    hasUnsaved: () => queue.current.length > 0,
  };
}

export type TemplateDraft = ReturnType<typeof useTemplateDraft>;
