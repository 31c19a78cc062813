import { fromDbDate, toDbDate } from '../clock';
import type { Tx } from '../db';

/** What a line did to the stays of a project, for undoing. */
export type StayTraces = {
  made: string[];
  lengthened: { id: string; addedOn: string; removedOn: string | null }[];
};

type Period = { from: string; to: string | null };

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string | null, b: string | null) => (a === null || b === null ? null : a > b ? a : b);
/** True when the two periods touch: one stay then says both. */
const touch = (a: Period, b: Period) =>
  (a.to === null || a.to >= b.from) && (b.to === null || b.to >= a.from);

/**
 * Makes these schools stand in the project at least from one day to another (excluded): a stay that touches the
 * period is lengthened, else one is made. Nothing is ever shortened.
 */
export async function enterProject(
  tx: Tx,
  projectId: string,
  uais: readonly string[],
  period: Period,
): Promise<StayTraces> {
  const traces: StayTraces = { made: [], lengthened: [] };
  const rows = await tx.projectSchool.findMany({
    where: { projectId, uai: { in: [...uais] } },
    orderBy: { addedOn: 'asc' },
  });
  for (const uai of uais) {
    const stays = rows
      .filter((row) => row.uai === uai)
      .map((row) => ({ id: row.id, from: fromDbDate(row.addedOn), to: fromDbDate(row.removedOn) }));
    const near = stays.find((stay) => touch(stay, period));
    if (!near) {
      // A stay that lasts forbids another that lasts: an older one ends where the next begins.
      const next = stays.find((stay) => stay.from > period.from);
      const made = await tx.projectSchool.create({
        data: {
          projectId,
          uai,
          addedOn: toDbDate(period.from),
          removedOn: period.to ? toDbDate(period.to) : next ? toDbDate(next.from) : null,
        },
      });
      traces.made.push(made.id);
      continue;
    }
    const following = stays.filter((stay) => stay.id !== near.id && stay.from > near.from);
    const from = earlier(near.from, period.from);
    const end = later(near.to, period.to);
    const [next] = following;
    const to = next && (end === null || end > next.from) ? next.from : end;
    if (from === near.from && to === near.to) continue;
    traces.lengthened.push({ id: near.id, addedOn: near.from, removedOn: near.to });
    await tx.projectSchool.update({
      where: { id: near.id },
      data: { addedOn: toDbDate(from), removedOn: to ? toDbDate(to) : null },
    });
  }
  return traces;
}

/** Puts the stays back as they were. */
export async function undoStays(tx: Tx, traces: StayTraces): Promise<void> {
  await tx.projectSchool.deleteMany({ where: { id: { in: traces.made } } });
  for (const { id, addedOn, removedOn } of [...traces.lengthened].reverse())
    await tx.projectSchool.updateMany({
      where: { id },
      data: { addedOn: toDbDate(addedOn), removedOn: removedOn ? toDbDate(removedOn) : null },
    });
}
