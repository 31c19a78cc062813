'use client';

import type { ReactNode } from 'react';
import { useComments } from './comments';
import { NewComment } from './new-comment';
import { ThreadCard } from './thread-card';

/** A part of the document with its comments in the margin; below it where the screen is narrow. */
export function PartMargin({
  partId,
  heading,
  children,
}: {
  partId: string;
  heading: string;
  children: ReactNode;
}) {
  const comments = useComments();
  if (!comments) return children;
  const threads = comments.threadsOf(partId);
  return (
    <div className="xl:grid xl:grid-cols-[minmax(0,1fr)_15rem] xl:gap-6 print:block">
      <div className="min-w-0">{children}</div>
      {comments.keyOf(partId) && (
        <div className="flex min-w-0 flex-col gap-3 pt-3 print:hidden">
          {threads.map((thread) => (
            <ThreadCard key={thread.id} comments={comments} thread={thread} />
          ))}
          <NewComment comments={comments} partId={partId} heading={heading} />
        </div>
      )}
    </div>
  );
}

/** « commenté » beside a line of the outline, with how many wait. */
export function CommentMark({ partId }: { partId: string }) {
  const open = useComments()?.openIn(partId) ?? 0;
  if (open === 0) return null;
  return (
    <span title="commenté" className="tabular self-center rounded-sm bg-accent-soft px-1 text-xs">
      {open}
      <span className="sr-only">{open > 1 ? ' commentaires non résolus' : ' commentaire non résolu'}</span>
    </span>
  );
}
