import { change, type PersonAct } from '../audit/journal';
import type { Db, Tx } from '../db';
import { AppError, conflict, notFound } from '../errors';
import { counted } from '../french';
import type { LineTraces } from './make';
import { undoStays } from './stays';

const uses = {
  number: true,
  version: true,
  _count: { select: { attachments: true, children: true, opinions: true, texts: true, signatures: true } },
  successor: { select: { number: true } },
  takenOver: { select: { version: true } },
} as const;

/**
 * What keeps an import from being undone: conventions that somebody went on with (an attachment, an avenant, a
 * successor, an act or a correction). Empty when nothing hangs on its rows.
 */
export async function undoObstacles(db: Db | Tx, takeoverId: string): Promise<string[]> {
  const lines = await db.takeoverLine.findMany({
    where: { takeoverId, outcome: 'created', conventionId: { not: null } },
    select: { line: true, conventionId: true, version: true },
  });
  const rows = await db.convention.findMany({
    where: { id: { in: lines.flatMap(({ conventionId }) => conventionId ?? []) } },
    select: { id: true, ...uses },
  });
  const versions = new Map(lines.map(({ conventionId, version }) => [conventionId, version]));
  return rows.flatMap((row) => {
    const { attachments, children, opinions, texts, signatures } = row._count;
    const why = [
      attachments > 0 && `${counted(attachments, 'demande d’accrochage', 'demandes d’accrochage')} à l’AAF`,
      children > 0 && 'un avenant ou une convention rattachée',
      row.successor && `la convention ${row.successor.number} qui lui succède`,
      (opinions > 0 || texts > 0 || signatures > 0 || row.version !== versions.get(row.id)) &&
        'des actes faits depuis',
      (row.takenOver?.version ?? 1) > 1 && 'une correction',
    ].filter((one) => typeof one === 'string');
    return why.length > 0 ? [`Convention ${row.number} : ${why.join(', ')}.`] : [];
  });
}

/**
 * Undoes a whole import while nothing else hangs on its rows: its conventions, the projects that it made and that
 * serve nothing else, the stays of schools. The journal keeps that they were, and that they no longer are.
 */
export async function undoTakeover(act: PersonAct, { id }: { id: string }) {
  return change(act, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Takeover" WHERE "id" = ${id} FOR UPDATE`;
    const takeover = await tx.takeover.findUnique({ where: { id } });
    if (!takeover) throw notFound('Cette reprise');
    if (takeover.state !== 'done')
      throw conflict(
        takeover.state === 'undone' ? 'Cette reprise est déjà annulée.' : 'Cette reprise n’est pas terminée.',
      );
    const obstacles = await undoObstacles(tx, id);
    if (obstacles.length > 0)
      throw new AppError(
        'conflict',
        `Cette reprise ne peut plus être annulée en entier : ${counted(obstacles.length, 'convention a', 'conventions ont')} déjà servi. ${obstacles.slice(0, 3).join(' ')}`,
        { details: { obstacles } },
      );
    const lines = await tx.takeoverLine.findMany({
      where: { takeoverId: id, outcome: 'created' },
      orderBy: { line: 'desc' },
    });
    const conventions = lines.flatMap(({ conventionId }) => conventionId ?? []);
    await tx.convention.deleteMany({ where: { id: { in: conventions } } });
    const projects = new Set<string>();
    for (const { traces } of lines) {
      const { made, lengthened, projectId, projectMade } = traces as unknown as LineTraces;
      await undoStays(tx, { made, lengthened });
      if (projectMade) projects.add(projectId);
    }
    const removed = await tx.project.findMany({
      where: {
        id: { in: [...projects] },
        conventions: { none: {} },
        attachments: { none: {} },
        experiences: { none: {} },
        schools: { none: {} },
        raci: { is: null },
      },
      select: { id: true, name: true },
    });
    await tx.project.deleteMany({ where: { id: { in: removed.map(({ id: one }) => one) } } });
    await tx.takeoverLine.updateMany({
      where: { takeoverId: id, outcome: 'created' },
      data: { conventionId: null },
    });
    await tx.takeover.update({
      where: { id },
      data: { state: 'undone', undoneAt: act.now, version: { increment: 1 } },
    });
    return {
      result: { id, conventions: conventions.length, projects: removed.length },
      journal: {
        chain: takeover.academyCode,
        action: 'takeover.undone',
        objectType: 'Takeover',
        objectId: id,
        before: { conventions },
        after: { conventions: conventions.length, projects: removed.map(({ name }) => name) },
      },
    };
  });
}
