import { change, type PersonAct } from '../audit/journal';
import { addDays } from '../calendar';
import { civilDate, fromDbDate, startOfDay, toDbDate } from '../clock';
import { bump, lockConvention, refuseStale } from '../conventions/load';
import { conflict, type FieldErrors, invalid } from '../errors';
import { checkProduct } from '../projects/access';
import { courseOf } from './course';
import type { TakeoverField } from './fields';
import { isRunning, sinceOf, stageRows } from './make';
import type { Correct } from './schema';
import { enterProject } from './stays';

/** Acts after which the dated stays are the application's own and are not told again from the facts. */
const ownActs = [
  'convention.suspended',
  'convention.resumed',
  'convention.terminated',
  'convention.renewed',
  'convention.archived',
];

const formField: Partial<Record<TakeoverField, string>> = {
  state: 'state',
  signedOn: 'signedOn',
  effectiveOn: 'effectiveOn',
  endsOn: 'endsOn',
  terminatedOn: 'terminatedOn',
};

/**
 * Corrects the facts of a convention taken over, with a reason: its course is told again from them, schools enter on
 * the corrected day of effect, and the journal keeps what was said before.
 */
export async function correctTakenOver(act: PersonAct, input: Correct & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    if (loaded.origin !== 'taken_over')
      throw conflict('Cette convention a été faite dans l’application : elle se modifie par avenant.');
    await refuseStale(tx, loaded, input.version);
    const acts = await tx.journalEntry.count({
      where: { objectType: 'Convention', objectId: input.id, action: { in: ownActs } },
    });
    if (acts > 0)
      throw conflict(
        'Cette convention a été suspendue, résiliée, renouvelée ou archivée dans l’application : ses dates ne se corrigent plus.',
      );
    const { course, findings } = courseOf(
      { ...input, months: null, openEnded: input.endsOn === null },
      civilDate(act.now),
    );
    if (!course) {
      const fields: FieldErrors = {};
      for (const { level, field, message } of findings)
        if (level === 'error') fields[(field && formField[field]) || ''] = message;
      throw invalid(fields);
    }
    await checkProduct(tx, input.productId === loaded.productId ? null : input.productId, loaded.degree);
    const taken = await tx.takenOver.findUniqueOrThrow({ where: { conventionId: loaded.id } });
    const before = {
      status: loaded.status,
      signedOn: fromDbDate(taken.signedOn),
      effectiveOn: fromDbDate(loaded.effectiveOn),
      endsOn: fromDbDate(loaded.endsOn),
      terminatesOn: fromDbDate(loaded.terminatesOn),
      productId: loaded.productId,
      reference: loaded.externalReference,
      deliberationNumber: loaded.deliberation?.number ?? null,
      deliberationOn: fromDbDate(loaded.deliberation?.sessionOn ?? null),
      note: taken.note,
    };
    const after = {
      status: course.status,
      signedOn: course.signedOn,
      effectiveOn: course.effectiveOn,
      endsOn: course.endsOn,
      terminatesOn: course.terminatesOn,
      productId: input.productId,
      reference: input.externalReference || null,
      deliberationNumber: input.deliberationNumber || null,
      deliberationOn: input.deliberationOn,
      note: input.note || null,
    };
    const keys = Object.keys(after) as (keyof typeof after)[];
    const changed = keys.filter((key) => before[key] !== after[key]);
    if (changed.length === 0) return { result: { version: loaded.version }, journal: null };
    const day = (value: string | null) => (value ? toDbDate(value) : null);
    const version = await bump(tx, loaded, {
      status: course.status,
      statusSince: sinceOf(course),
      effectiveOn: toDbDate(course.effectiveOn),
      endsOn: day(course.endsOn),
      terminatesOn: day(course.terminatesOn),
      durationMonths: course.durationMonths,
      signedAt: course.signedOn ? startOfDay(course.signedOn) : null,
      externalReference: after.reference,
    });
    await tx.convention.update({ where: { id: loaded.id }, data: { productId: input.productId } });
    await tx.conventionStage.deleteMany({ where: { conventionId: loaded.id } });
    await tx.conventionStage.createMany({
      data: stageRows(course).map((stage) => ({ ...stage, conventionId: loaded.id })),
    });
    if (loaded.effectiveOn)
      await tx.conventionSchool.updateMany({
        where: { conventionId: loaded.id, entryOn: loaded.effectiveOn },
        data: { entryOn: toDbDate(course.effectiveOn) },
      });
    const last = course.terminatesOn ?? (course.endsOn ? addDays(course.endsOn, 1) : null);
    await enterProject(
      tx,
      loaded.projectId,
      loaded.schools.map(({ uai }) => uai),
      { from: course.effectiveOn, to: isRunning(course.status) ? null : last },
    );
    const deliberation = { number: after.deliberationNumber, sessionOn: day(after.deliberationOn) };
    if (loaded.deliberation || deliberation.number || deliberation.sessionOn)
      await tx.deliberation.upsert({
        where: { conventionId: loaded.id },
        create: {
          conventionId: loaded.id,
          ...deliberation,
          enteredAt: act.now,
          enteredById: act.actor.userId,
        },
        update: { ...deliberation, version: { increment: 1 } },
      });
    await tx.takenOver.update({
      where: { conventionId: loaded.id },
      data: { signedOn: day(course.signedOn), note: after.note, version: { increment: 1 } },
    });
    const only = (facts: Record<string, unknown>) =>
      Object.fromEntries(changed.map((key) => [key, facts[key]]));
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.takeover_corrected',
        objectType: 'Convention',
        objectId: loaded.id,
        before: only(before),
        after: { ...only(after), reason: input.reason, version },
      },
    };
  });
}
