import { type Act, change } from '../audit/journal';
import { civilDate, toDbDate } from '../clock';
import type { Db, Tx } from '../db';
import { AppError } from '../errors';
import { counted } from '../french';
import { checkUai } from '../territory/uai';
import { departmentsOf, lockProject } from './commands';
import { listChange, schoolRefusal } from './domain';
import type { SetSchools } from './schema';

export type SchoolsSet = {
  version: number;
  total: number;
  added: string[];
  removed: string[];
  /** Schools that left the project while an attachment to the AAF is asked for or in place. */
  stillAttached: { uai: string; name: string }[];
};

/**
 * Makes the list of a project's schools this one. Schools enter and leave with today's date; conventions keep
 * their own list. All or nothing: one unknown, foreign or closed school refuses the whole, with every reason in
 * `details.schools` ([{ uai, name, reasons }]).
 */
export async function setProjectSchools(act: Act, input: SetSchools & { id: string }): Promise<SchoolsSet> {
  const { id } = input;
  return change(act, async (tx) => {
    const project = await lockProject(tx, id, input.version);
    const living = await tx.projectSchool.findMany({ where: { projectId: id, removedOn: null } });
    const current = new Set(living.map(({ uai }) => uai));
    const { accepted: uais, refused } = await judgeUais(tx, input.uais, current, {
      degree: project.degree,
      academyCode: project.academyCode,
      academyName: project.academy.fullName,
    });
    if (refused.length > 0) throw listRefused(refused);
    const { added, removed } = listChange([...current], uais);
    const total = uais.length;
    if (added.length === 0 && removed.length === 0)
      return {
        result: { version: project.version, total, added, removed, stillAttached: [] },
        journal: null,
      };

    const today = toDbDate(civilDate(act.now));
    await enter(tx, id, added, today);
    await leave(tx, id, removed, today);
    const departmentCodes = await departmentsOf(tx, id, project.carrier.departmentCode);
    await tx.project.update({ where: { id }, data: { departmentCodes, version: { increment: 1 } } });
    const stillAttached = await tx.aafAttachment.findMany({
      where: {
        projectId: id,
        uai: { in: removed },
        status: { in: ['requested', 'checked', 'test', 'attached', 'suspended'] },
      },
      select: { uai: true, school: { select: { name: true } } },
      orderBy: { uai: 'asc' },
    });
    return {
      result: {
        version: project.version + 1,
        total,
        added,
        removed,
        stillAttached: stillAttached.map(({ uai, school }) => ({ uai, name: school.name })),
      },
      journal: {
        chain: project.academyCode,
        action: 'project.schools_set',
        objectType: 'Project',
        objectId: id,
        before: { total: current.size },
        after: { total, added: [...added].sort(), removed: [...removed].sort() },
      },
    };
  });
}

/** A school that left earlier today comes back as if it had never left: undoing leaves no trace but the journal's. */
async function enter(tx: Tx, projectId: string, uais: string[], today: Date) {
  const returning = await tx.projectSchool.findMany({
    where: { projectId, uai: { in: uais }, removedOn: today },
  });
  await tx.projectSchool.updateMany({
    where: { id: { in: returning.map(({ id }) => id) } },
    data: { removedOn: null },
  });
  const back = new Set(returning.map(({ uai }) => uai));
  await tx.projectSchool.createMany({
    data: uais.filter((uai) => !back.has(uai)).map((uai) => ({ projectId, uai, addedOn: today })),
  });
}

/** A stay that began today never counted for a day: it goes away instead of ending. */
async function leave(tx: Tx, projectId: string, uais: string[], today: Date) {
  const where = { projectId, uai: { in: uais }, removedOn: null };
  await tx.projectSchool.deleteMany({ where: { ...where, addedOn: { gte: today } } });
  await tx.projectSchool.updateMany({ where, data: { removedOn: today } });
}

/** Why one school of a list is refused; `name` is null when the directory does not know it. */
export type SchoolRefused = { uai: string; name: string | null; reasons: string[] };

/** Judges a list of UAI as typed: those that may stand in the project, and the others with their reasons. */
export async function judgeUais(
  db: Db | Tx,
  inputs: readonly string[],
  current: ReadonlySet<string>,
  project: { degree: 'primary' | 'secondary'; academyCode: string; academyName: string },
): Promise<{ accepted: string[]; refused: SchoolRefused[] }> {
  const checks = new Map(inputs.map((input) => checkUai(input)).map((check) => [check.uai, check]));
  const known = new Map(
    (await db.school.findMany({ where: { uai: { in: [...checks.keys()] } } })).map((s) => [s.uai, s]),
  );
  const refused: SchoolRefused[] = [];
  for (const [uai, check] of checks) {
    if (current.has(uai)) continue;
    const school = known.get(uai);
    // A wrong letter is only a warning in the directory: a school that stands there under it is known.
    const reason = school
      ? schoolRefusal(school, project)
      : check.ok
        ? 'Cet UAI est absent de l’annuaire des établissements.'
        : check.message;
    if (reason) refused.push({ uai, name: school?.name ?? null, reasons: [reason] });
  }
  const out = new Set(refused.map(({ uai }) => uai));
  return { accepted: [...checks.keys()].filter((uai) => !out.has(uai)), refused };
}

function listRefused(refused: SchoolRefused[]): AppError {
  const [first] = refused;
  const message =
    refused.length === 1 && first
      ? `${first.uai}\u00a0: ${first.reasons[0]}`
      : `${counted(refused.length, 'école est refusée', 'écoles sont refusées')}\u00a0: rien n’a été enregistré.`;
  return new AppError('invalid', message, { fields: { uais: message }, details: { schools: refused } });
}
