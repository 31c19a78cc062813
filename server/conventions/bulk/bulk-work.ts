import { AppError } from '@/server/errors';
import { counted } from '@/server/french';
import type { Kind } from '@/server/work/kinds';
import { createLine } from './create-line';
import { bulkFacts } from './schema';

/**
 * Opens the conventions of a bulk, commune after commune. What was done is read from the lines themselves, so
 * that a stop at any moment loses nothing and repeats nothing.
 */
export const bulkKind: Kind = async ({ act, work, checkpoint }) => {
  const facts = bulkFacts.parse(work.input);
  const lines = await act.db.bulkLine.findMany({
    where: { workId: work.id },
    select: { workId: true, line: true, outcome: true, authority: { select: { name: true } } },
    orderBy: { line: 'asc' },
  });
  let done = lines.filter(({ outcome }) => outcome !== 'waiting').length;
  for (const { workId, line, outcome, authority } of lines) {
    if (outcome !== 'waiting') continue;
    await checkpoint({ done, total: lines.length, step: authority.name });
    await createLine(act, facts, { workId, line });
    done += 1;
  }
  const created = await act.db.bulkLine.count({ where: { workId: work.id, outcome: 'created' } });
  await checkpoint({ done });
  if (created === 0 && lines.length > 0)
    throw new AppError(
      'conflict',
      `Aucune convention n’a été ouverte\u00a0: ${counted(lines.length, 'commune laissée', 'communes laissées')}. Le rapport dit pourquoi.`,
    );
  return { report: { created, left: lines.length - created } };
};
