import { rulesFor } from '@/server/access/rules';
import { prove } from '@/server/access/scope';
import { type PersonAct, together } from '@/server/audit/journal';
import { AppError, conflict } from '@/server/errors';
import { counted } from '@/server/french';
import type { Kind } from '@/server/work/kinds';
import type { WorkReport, WorkReportLine } from '@/server/work/schema';
import { transitionConvention } from '../commands/transition';
import { statusLabels, transitions } from '../transitions';
import { type AskMany, askMany } from './schema';

/**
 * The same act on many conventions, one after the other, each through the transition table. An act, its line of
 * the report and the cursor are one transaction: none is done twice nor forgotten.
 */
export const manyKind: Kind = async ({ act, work, checkpoint }) => {
  const input = askMany.parse(work.input);
  const { conventions } = input;
  const lines = ((work.report as WorkReport | null)?.lines ?? []) as WorkReportLine[];
  for (let at = lines.length; at < conventions.length; at += 1) {
    const wanted = conventions[at];
    if (!wanted) break;
    const known = await act.db.convention.findUnique({
      where: { id: wanted.id },
      select: { number: true, authority: { select: { name: true } } },
    });
    const subject = known ? `${known.number} – ${known.authority.name}` : wanted.id;
    await checkpoint({ done: at, total: conventions.length, step: subject });
    lines.push(await actOn(act, work.id, input, at, { ...wanted, subject }, lines));
  }
  const done = lines.filter(({ tone }) => tone === 'success').length;
  await checkpoint({ done: conventions.length });
  return {
    report: {
      summary: `${transitions[input.action].label}\u00a0: ${counted(done, 'convention')} sur ${conventions.length}.`,
      lines,
    },
  };
};

type Wanted = { id: string; version: number; subject: string };

async function actOn(
  act: PersonAct,
  workId: string,
  { action, reason }: AskMany,
  at: number,
  { id, version, subject }: Wanted,
  before: readonly WorkReportLine[],
): Promise<WorkReportLine> {
  const base = { line: at + 1, subject, href: `/conventions/${id}` };
  try {
    return await together(act, async (joined, tx) => {
      await prove(tx, rulesFor(act.actor), 'transition', 'Convention', id);
      const { status } = await transitionConvention(joined, {
        id,
        action,
        version,
        ...(reason ? { reason } : {}),
      });
      const line: WorkReportLine = { ...base, outcome: statusLabels[status].label, tone: 'success' };
      const { count } = await tx.backgroundWork.updateMany({
        where: { id: workId, state: 'running' },
        data: { done: at + 1, report: { lines: [...before, line] } },
      });
      if (count === 0) throw conflict('Ce travail a été annulé.');
      return line;
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const line: WorkReportLine = { ...base, outcome: 'Refusée', tone: 'warning', reason: error.message };
    await act.db.backgroundWork.updateMany({
      where: { id: workId, state: 'running' },
      data: { done: at + 1, report: { lines: [...before, line] } },
    });
    return line;
  }
}
