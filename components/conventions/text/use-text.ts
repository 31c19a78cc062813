'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { useTRPC } from '@/components/trpc';
import { useStored } from '@/components/ui/stored';
import type { ConventionTextView } from '@/server/conventions/queries/detail';
import { identityOf, nothingUnsaved, partsOf, type Unsaved } from './parts';
import { isUnsaved } from './save-queue';
import { openSession, type TextSession } from './session';

/** Calm, in milliseconds, before the page's head is read again after a save. */
const CALM = 3_000;

/** The text being written: its parts, how they are saved, and what keeps them from being lost. */
export function useText(text: ConventionTextView) {
  const [session] = useState(() => openSession(text));
  useDoors(session, text);
  useKeeping(session, text);
  useReload(session);
  useEffect(() => {
    const parts = partsOf(text);
    session.articles.reread(parts.articles);
    session.fields.reread(parts.fields);
    session.identity.reread(parts.identity);
  }, [session, text]);
  const { articles, fields, identity } = session;
  return {
    session,
    articles: useSyncExternalStore(articles.subscribe, articles.snapshot, articles.snapshot),
    fields: useSyncExternalStore(fields.subscribe, fields.snapshot, fields.snapshot),
    identity: useSyncExternalStore(identity.subscribe, identity.snapshot, identity.snapshot),
  };
}

/** Gives the session the procedures of the component that is on screen. */
function useDoors(session: TextSession, text: ConventionTextView) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { id } = text;
  // Offline, a save fails at once and is shown as such, rather than wait unseen.
  const always = { networkMode: 'always' } as const;
  const article = useMutation(trpc.conventions.updateArticle.mutationOptions(always)).mutateAsync;
  const fields = useMutation(trpc.conventions.updateVariables.mutationOptions(always)).mutateAsync;
  const identity = useMutation(trpc.conventions.update.mutationOptions(always)).mutateAsync;
  const readText = trpc.conventions.text.queryOptions({ id });

  useLayoutEffect(() => {
    session.doors = {
      updateArticle: (input) => article({ id, ...input }),
      updateField: (input) => fields({ id, values: [input] }),
      updateIdentity: (input) => identity({ id, ...input }),
      async readIdentity() {
        const now = await queryClient.fetchQuery({ ...readText, ...always, staleTime: 0 });
        return { value: identityOf(now), version: now.version };
      },
      onClosed: () => router.refresh(),
    };
  });
}

/** Keeps over a reload what is not saved yet, and warns before the page goes away. */
function useKeeping(session: TextSession, text: ConventionTextView) {
  const [stored, setStored] = useKeptText(text.id);

  useEffect(() => {
    session.keep = setStored;
  }, [session, setStored]);

  useEffect(() => {
    // The browser's store is read one render after the server's page, where it is empty.
    if (stored !== nothingUnsaved) session.restore(stored);
  }, [session, stored]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (!session.isUnsaved()) return;
      session.flushAll();
      event.preventDefault();
    };
    const hide = () => document.visibilityState === 'hidden' && session.flushAll();
    const retry = () => session.retry();
    window.addEventListener('beforeunload', warn);
    window.addEventListener('online', retry);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('beforeunload', warn);
      window.removeEventListener('online', retry);
      document.removeEventListener('visibilitychange', hide);
      session.flushAll();
    };
  }, [session]);
}

/** What was written here and is not on the server, for this tab. */
export function useKeptText(id: string): [Unsaved, (unsaved: Unsaved) => void] {
  return useStored<Unsaved>('session', `texte:${id}`, nothingUnsaved);
}

/** Reads the page again after saves, once it is calm, so that the acts of its head know the new version. */
function useReload(session: TextSession) {
  const router = useRouter();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let known = session.lastSavedAt();
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (session.parts().some(({ part }) => isUnsaved(part) && !part.trouble)) return wait();
        timer = undefined;
        router.refresh();
      }, CALM);
    };
    const look = () => {
      const saved = session.lastSavedAt();
      if (saved !== known || timer !== undefined) wait();
      known = saved;
    };
    const stop = session.subscribe(look);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session, router]);
}
