'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTRPC } from '@/components/trpc';
import type { ThreadsView, ThreadView } from '@/server/conventions/review/queries/threads';

export type Comments = {
  id: string;
  view: ThreadsView;
  isUnresolvedOnly: boolean;
  setUnresolvedOnly: (only: boolean) => void;
  /** Threads of a part of the document, as filtered. */
  threadsOf: (partId: string) => readonly ThreadView[];
  /** Threads still open in a part, whatever the filter. */
  openIn: (partId: string) => number;
  /** Key of the section that a part of the document is. */
  keyOf: (partId: string) => string | null;
  refresh: () => Promise<void>;
};

const CommentsContext = createContext<Comments | null>(null);

/** The comments of the text around, or null where there are none to see. */
export const useComments = () => useContext(CommentsContext);

/** Where a thread stands on the page. */
export const threadId = (id: string) => `commentaire-${id}`;

/** Gives the text around its comments; a link to one of them leads there and counts it as seen. */
export function CommentsProvider({ id, children }: { id: string; children: ReactNode }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { data: view } = useQuery(trpc.review.threads.queryOptions({ id }));
  const [isUnresolvedOnly, setUnresolvedOnly] = useState(false);
  const wanted = useSearchParams().get('commentaire');
  const shown = useRef<string | null>(null);
  const { mutate } = useMutation(trpc.review.see.mutationOptions());

  useEffect(() => {
    if (!view || !wanted || shown.current === wanted) return;
    shown.current = wanted;
    requestAnimationFrame(() => {
      const box = document.getElementById(threadId(wanted));
      box?.scrollIntoView({ block: 'center' });
      box?.focus({ preventScroll: true });
    });
    if (view.threads.some((thread) => thread.id === wanted && thread.mentionsMe))
      mutate({ id, threadId: wanted });
  }, [view, wanted, id, mutate]);

  const refresh = useCallback(async () => {
    await queries.invalidateQueries(trpc.review.threads.queryFilter({ id }));
    router.refresh();
  }, [queries, trpc, id, router]);

  const value = useMemo((): Comments | null => {
    if (!view) return null;
    const keyOf = (partId: string) => view.articles.find((one) => one.partId === partId)?.key ?? null;
    const of = (partId: string) => {
      const key = keyOf(partId);
      return view.threads.filter((thread) => thread.articleKey === key);
    };
    return {
      id,
      view,
      isUnresolvedOnly,
      setUnresolvedOnly,
      keyOf,
      threadsOf: (partId) => of(partId).filter((thread) => !isUnresolvedOnly || !thread.resolvedAt),
      openIn: (partId) => of(partId).filter((thread) => !thread.resolvedAt).length,
      refresh,
    };
  }, [view, isUnresolvedOnly, id, refresh]);

  return <CommentsContext value={value}>{children}</CommentsContext>;
}
