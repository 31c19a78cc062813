import type { Tx } from '../db';
import { notFound } from '../errors';

/** Whose matrix: that of a project, or what is being written of an académie's template. */
export type MatrixOwner = { projectId: string } | { templateId: string };

/** For the journal: the chain and the object under which the changes of a matrix are kept. */
export type KeptUnder = { chain: string; objectType: 'Project' | 'RaciTemplate'; objectId: string };

/**
 * The matrix of an owner, locked for the rest of the transaction: whoever writes in one matrix takes turns, so
 * that its versions have neither hole nor tie.
 * @throws AppError not_found when none has been opened.
 */
export async function lockedMatrix(tx: Tx, owner: MatrixOwner) {
  const found = await tx.raciMatrix.findUnique({
    where: 'projectId' in owner ? { projectId: owner.projectId } : { templateId: owner.templateId },
    select: {
      id: true,
      project: { select: { id: true, academyCode: true } },
      template: { select: { id: true, academyCode: true } },
    },
  });
  const object = found?.project ?? found?.template;
  if (!found || !object)
    throw notFound('projectId' in owner ? 'La matrice de ce projet' : 'Ce modèle de matrice');
  await tx.$queryRaw`SELECT 1 FROM "RaciMatrix" WHERE "id" = ${found.id} FOR UPDATE`;
  const { version } = await tx.raciMatrix.findUniqueOrThrow({
    where: { id: found.id },
    select: { version: true },
  });
  const keptUnder: KeptUnder = {
    chain: object.academyCode,
    objectType: found.project ? 'Project' : 'RaciTemplate',
    objectId: object.id,
  };
  return { id: found.id, version, keptUnder };
}
