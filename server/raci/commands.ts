import type { Degree } from '@/prisma/generated/enums';
import { type Act, change } from '../audit/journal';
import type { Tx } from '../db';
import { invalid, notFound } from '../errors';
import { createMatrix } from './create';
import type { StartMatrix } from './schema';
import { raciTemplate } from './template';
import { offeredVersions, versionSnapshot } from './templates/queries';

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
 * What the matrix begins with: the chosen version of an académie's template, or the application's proposal. Without
 * a choice, what the screen proposes first.
 */
async function beginningOf(
  tx: Tx,
  project: { academyCode: string; degree: Degree },
  chosen: string | undefined,
) {
  const application = {
    matrix: raciTemplate(project.degree),
    startedFromId: null,
    told: { template: project.degree },
  };
  if (chosen === 'application') return application;
  const offered = await offeredVersions(tx, project.academyCode, project.degree);
  const version = chosen === undefined ? offered[0] : offered.find(({ id }) => id === chosen);
  if (version)
    return {
      matrix: versionSnapshot(version),
      startedFromId: version.id,
      told: { template: version.name, number: version.number },
    };
  if (chosen === undefined) return application;
  throw invalid({
    template:
      'Ce modèle n’est plus proposé\u00a0: une version plus récente est publiée, ou il a été retiré. Choisissez de nouveau.',
  });
}

/**
 * Opens the matrix of a project from a template of its degree. A matrix that is already open is left as it
 * is: two people who open it at once get the same one.
 * @throws AppError invalid when the chosen template is not, or no longer, offered to this project.
 */
export async function startMatrix(
  act: Act,
  { id, template }: { id: string } & StartMatrix,
): Promise<{ matrixId: string; started: boolean }> {
  return change<{ matrixId: string; started: boolean }>(act, async (tx) => {
    const project = await lockedProject(tx, id);
    if (project.raci) return { result: { matrixId: project.raci.id, started: false }, journal: null };
    const { matrix, startedFromId, told } = await beginningOf(tx, project, template);
    const { id: matrixId } = await createMatrix(tx, { projectId: id }, matrix, {
      at: act.now,
      templateKey: project.degree,
      startedFromId,
    });
    return {
      result: { matrixId, started: true },
      journal: {
        chain: project.academyCode,
        action: 'raci.started',
        objectType: 'Project',
        objectId: id,
        after: { ...told, activities: matrix.activities.length },
      },
    };
  });
}
