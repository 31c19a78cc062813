import type { Degree } from '@/prisma/generated/enums';
import type { Db, Tx } from '../db';
import type { ContentRaci } from '../documents/content';
import { type RaciMatrix, toContentRaci } from './domain';
import { raciTemplate } from './template';

/**
 * The matrix of a project as annexe A2 shows it; the default one of its degree when the project has not begun
 * its own.
 */
export async function raciContentOf(db: Db | Tx, projectId: string, degree: Degree): Promise<ContentRaci> {
  const row = await db.raciMatrix.findUnique({
    where: { projectId },
    include: {
      actors: { orderBy: { position: 'asc' } },
      activities: { orderBy: { position: 'asc' }, include: { cells: { include: { actor: true } } } },
    },
  });
  if (!row) return toContentRaci(raciTemplate(degree));
  const matrix: RaciMatrix = {
    actors: row.actors.map(({ key, label }) => ({ key, label })),
    activities: row.activities.map(({ number, phase, label, cells }) => ({
      number,
      phase,
      label,
      cells: Object.fromEntries(cells.map((cell) => [cell.actor.key, cell.meanings])),
    })),
  };
  return toContentRaci(matrix);
}
