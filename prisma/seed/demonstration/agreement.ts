import type { Db } from '@/server/db';
import { as, type DaysAgo } from './acting';

/** A column accepted as it stands, by whoever speaks for it. */
async function accept(db: Db, person: string, id: string, actorKey: string, at: Date): Promise<void> {
  const caller = await as(db, person, at);
  const { live } = await caller.raci.versions.list({ id });
  await caller.raci.agreement.acceptColumn({ id, actorKey, version: live?.version ?? 0 });
}

/** Before the first convention: académie, commune and DPD accept their columns; the version is frozen with its text. */
export async function agreeOnMatrix(db: Db, day: DaysAgo, id: string): Promise<void> {
  await accept(db, 'dane', id, 'AC', day(424));
  await accept(db, 'maire', id, 'CO', day(423));
  await accept(db, 'dpd', id, 'DP', day(423, 14));
}

/** Since then a cell has changed, which the mayor is to look at again, and the DPD objects to another one. */
export async function moveMatrixOn(db: Db, day: DaysAgo, id: string): Promise<void> {
  const projet = await as(db, 'projet', day(16));
  const { matrix } = await projet.raci.matrix({ id });
  const rows = matrix?.phases.flatMap((band) => band.activities) ?? [];
  const cellOf = (number: number, actorKey: string) => {
    const row = rows.find((one) => one.number === number);
    if (!row) throw new Error(`no activity ${number}`);
    return { activityId: row.id, actorKey, held: row.cells[actorKey] ?? { meanings: [], version: 0 } };
  };
  const support = cellOf(22, 'CO');
  await projet.raci.setCells({
    id,
    cells: [
      {
        activityId: support.activityId,
        actorKey: 'CO',
        meanings: ['accountable', 'doer'],
        version: support.held.version,
      },
    ],
  });
  const register = cellOf(8, 'DP');
  await (await as(db, 'dpd', day(11))).raci.agreement.answer({
    id,
    answers: [
      {
        activityId: register.activityId,
        actorKey: 'DP',
        meanings: register.held.meanings,
        stance: 'objected',
        comment:
          'Le délégué doit être consulté avant l’inscription au registre, et non après\u00a0: à préciser.',
      },
    ],
  });
}
