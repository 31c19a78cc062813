import { type Act, change } from '../audit/journal';
import type { Tx } from '../db';
import { notFound } from '../errors';
import { createMatrix } from './create';
import { raciTemplate } from './template';

/** The project behind a matrix, locked for the rest of the transaction. */
async function lockedProject(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Project" WHERE "id" = ${id} FOR UPDATE`;
  const project = await tx.project.findUnique({
    where: { id },
    select: { degree: true, academyCode: true, raci: { select: { id: true } } },
  });
  if (!project) throw notFound('Ce projet');
  return project;
}

/**
 * Opens the matrix of a project from the template of its degree. A matrix that is already open is left as it
 * is: two people who open it at once get the same one.
 */
export async function startMatrix(
  act: Act,
  { id }: { id: string },
): Promise<{ matrixId: string; started: boolean }> {
  return change<{ matrixId: string; started: boolean }>(act, async (tx) => {
    const project = await lockedProject(tx, id);
    if (project.raci) return { result: { matrixId: project.raci.id, started: false }, journal: null };
    const template = raciTemplate(project.degree);
    const matrix = await createMatrix(tx, { projectId: id }, template, {
      at: act.now,
      templateKey: project.degree,
    });
    return {
      result: { matrixId: matrix.id, started: true },
      journal: {
        chain: project.academyCode,
        action: 'raci.started',
        objectType: 'Project',
        objectId: id,
        after: { template: project.degree, activities: template.activities.length },
      },
    };
  });
}
