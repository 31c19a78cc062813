import type { JournalFacts } from '../audit/journal';
import { sentenceOf } from '../audit/sentences';
import type { Tx } from '../db';
import { type AppError, conflict } from '../errors';

/**
 * Rows of the follow-up stand under the project, as an object of their own: the history of the project, which
 * its carrier reads, has none of them.
 */
export const followUpObject = 'FollowUp';

/** The journal row of one line or step; `line` tells which. */
export const followUpFacts = (
  { academyCode, projectId }: { academyCode: string; projectId: string },
  line: string,
  action: string,
  { before, after }: Pick<JournalFacts, 'before' | 'after'>,
): JournalFacts => ({
  chain: academyCode,
  action,
  objectType: followUpObject,
  objectId: projectId,
  ...(before ? { before: { ...before, line } } : {}),
  ...(after ? { after: { ...after, line } } : {}),
});

/** The refusal of a change made on a line that somebody else changed since: it says who. */
export async function staleLine(
  tx: Tx,
  line: { id: string; projectId: string; version: number },
  what: string,
): Promise<AppError> {
  const last = await tx.journalEntry.findFirst({
    where: {
      objectType: followUpObject,
      objectId: line.projectId,
      after: { path: ['line'], equals: line.id },
    },
    orderBy: { seq: 'desc' },
  });
  const who = last ? `\u00a0: ${last.actorName} ${sentenceOf(last)}` : '';
  return conflict(
    `${what} a changé depuis que vous l’avez ouverte${who}. Rechargez la page, puis reprenez.`,
    { currentVersion: line.version, ...(last ? { changedBy: last.actorName } : {}) },
  );
}
