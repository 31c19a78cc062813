'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc';
import type { ArticleCommitments } from '@/server/conventions/commitments/queries';

/** Milliseconds between two readings: a matrix that changes elsewhere is told while one writes. */
const LISTEN_EVERY = 10_000;

/** What the matrix proposes for the articles on commitments; asked again when one of them was saved. */
export function useCommitments(conventionId: string): {
  projectId: string;
  of: (articleKey: string | null) => ArticleCommitments | undefined;
} {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.conventions.commitments.queryOptions({ id: conventionId }, { refetchInterval: LISTEN_EVERY }),
  );
  return {
    projectId: data?.projectId ?? '',
    of: (articleKey) => data?.articles.find(({ key }) => key === articleKey),
  };
}
