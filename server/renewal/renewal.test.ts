import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromDbDate, toDbDate } from '../clock';
import { followCalendar } from '../conventions/commands/calendar';
import { schoolYearEnd, terminationDay } from '../conventions/term';
import type { Db } from '../db';
import { closeDocumentWorkers } from '../documents/render';
import { callerOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refused } from '../testing/refused';
import { lead, plantConvention, signAs, smallPdf } from '../testing/scenes';
import { continuity, milestone, nextTacit, overlapSentence, renewalRule } from './domain';

let db: Db;
let close: () => Promise<void>;
const at = (day: string) => new Date(`${day}T09:00:00.000Z`);

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

async function inForce() {
  const planted = await plantConvention(db);
  await lead(db, planted.id, 'ready_to_sign');
  await signAs(db, planted.id, 'maire');
  await signAs(db, planted.id, 'dasen');
  await db.throttle.deleteMany();
  await followCalendar(db, testNow);
  return planted;
}

describe('days', () => {
  it('says a gap, an overlap, and nothing when one follows the other', () => {
    expect(continuity('2029-08-31', '2029-09-01')).toBeNull();
    expect(continuity('2029-08-31', '2029-09-02')?.sentence).toBe(
      'Un jour sans convention entre le 31 août 2029 et le 2 septembre 2029\u00a0: avancez la date d’effet au 1er septembre 2029.',
    );
    expect(continuity('2028-02-28', '2028-03-01')?.days).toBe(1);
    expect(continuity('2029-08-31', '2029-08-30')).toMatchObject({ kind: 'overlap', days: 2 });
    expect(overlapSentence([{ number: 'X', uais: [] }])).toBeNull();
    expect(overlapSentence([{ number: 'X', uais: ['0950001A'] }])).toContain('0950001A');
  });

  it('reaches each milestone on its day, ends of month included', () => {
    expect(milestone('2029-08-31', '2028-08-30')).toBeNull();
    expect(milestone('2029-08-31', '2028-08-31')).toBe(12);
    expect(milestone('2029-08-31', '2029-02-28')).toBe(6);
    expect(milestone('2029-08-31', '2029-02-27')).toBe(12);
    expect(milestone('2029-08-31', '2029-05-31')).toBe(3);
    expect(milestone('2029-08-31', '2029-09-01')).toBeNull();
    expect(milestone('2029-02-28', '2028-02-28')).toBe(12);
  });

  it('ends a terminated convention with the school year, unless another day was agreed', () => {
    expect(schoolYearEnd('2027-08-31')).toBe('2027-08-31');
    expect(schoolYearEnd('2027-09-01')).toBe('2028-08-31');
    expect(terminationDay('2027-01-10', 6)).toBe('2027-09-01');
    expect(terminationDay('2027-03-01', 6)).toBe('2027-09-01');
    expect(terminationDay('2027-03-02', 6)).toBe('2028-09-01');
    expect(terminationDay('2027-08-31', 6, '2028-02-29')).toBe('2028-02-29');
  });

  it('prolongs tacitly within the maximum, counted from the effect date', () => {
    const rule = renewalRule({ kind: 'tacit', months: 12, maximum: 2 });
    const facts = {
      effectiveOn: '2024-02-29',
      durationMonths: 12,
      endsOn: '2025-02-28',
      done: 0,
      denouncedOn: null,
      terminatesOn: null,
    };
    expect(nextTacit(rule, facts)).toEqual({ possible: true, endsOn: '2026-02-28', rank: 1 });
    expect(nextTacit(rule, { ...facts, done: 2 })).toMatchObject({ why: 'exhausted' });
    expect(nextTacit(rule, { ...facts, denouncedOn: '2024-11-28' })).toMatchObject({ why: 'denounced' });
    expect(nextTacit(rule, { ...facts, denouncedOn: '2024-11-29' })).toMatchObject({ possible: true });
    expect(nextTacit(rule, { ...facts, terminatesOn: '2025-01-01' })).toMatchObject({ why: 'terminated' });
    expect(nextTacit(renewalRule({ kind: 'express', months: 12, maximum: 1 }), facts)).toMatchObject({
      why: 'not_tacit',
    });
    expect(renewalRule({ kind: 'tacit', months: null, maximum: 1 })).toEqual({ kind: 'none' });
  });
});

describe('renewal', () => {
  it('goes from the proposal to renewed, linked both ways, without a gap', async () => {
    const { id } = await inForce();
    // Ends on 2029-11-21.
    await followCalendar(db, at('2028-11-20'));
    expect(await db.renewalProposal.count({ where: { conventionId: id } })).toBe(0);
    await followCalendar(db, at('2028-11-21'));
    await followCalendar(db, at('2028-11-22'));
    const now = at('2028-11-22');
    const dane = await callerOf(db, 'dane', { now });
    const view = await dane.renewal.get({ id });
    expect(view.proposal?.months).toBe(12);
    const proposal = { proposalId: view.proposal?.id ?? '', version: view.proposal?.version ?? 0 };
    expect(await refused(dane.renewal.postpone({ id, ...proposal, until: '2029-12-01' }))).toMatchObject({
      code: 'invalid',
    });
    await dane.renewal.postpone({ id, ...proposal, until: '2029-03-01' });
    expect(await refused(dane.renewal.refuse({ id, ...proposal, reason: 'x' }))).toMatchObject({
      code: 'conflict',
    });
    expect((await dane.renewal.get({ id })).proposal).toBeFalsy();
    await followCalendar(db, at('2029-05-21'));
    const later = await callerOf(db, 'dane', { now: at('2029-05-22') });
    const six = (await later.renewal.get({ id })).proposal;
    expect(six?.months).toBe(6);
    const done = await later.renewal.accept({
      id,
      proposalId: six?.id ?? null,
      version: six?.version ?? null,
    });
    const next = await later.conventions.get({ id: done.id });
    expect([next.effectiveOn, next.schools.length, next.status]).toEqual(['2029-11-22', 3, 'draft']);
    expect((await later.renewal.get({ id: done.id })).predecessor?.id).toBe(id);
    expect((await later.renewal.get({ id })).successor?.id).toBe(done.id);
    expect(await refused(later.renewal.accept({ id, proposalId: null, version: null }))).toMatchObject({
      code: 'conflict',
    });
    // A later effect date leaves days without a convention, and it is said on both.
    const { version } = next;
    await later.conventions.update({ id: done.id, version, effectiveOn: '2029-11-24' });
    expect((await later.renewal.get({ id })).warnings[0]).toContain('2\u00a0jours sans convention');
    await later.conventions.update({ id: done.id, version: version + 1, effectiveOn: '2029-11-22' });
    expect((await later.renewal.get({ id })).warnings).toEqual([]);

    await lead(db, done.id, 'ready_to_sign', at('2029-06-01'));
    await signAs(db, done.id, 'maire', at('2029-06-01'));
    await signAs(db, done.id, 'dasen', at('2029-06-01'));
    await db.throttle.deleteMany();
    await followCalendar(db, at('2029-11-21'));
    const still = await callerOf(db, 'dane', { now: at('2029-11-21') });
    expect((await still.conventions.get({ id })).status).toBe('in_force');
    await followCalendar(db, at('2029-11-22'));
    const end = await callerOf(db, 'dane', { now: at('2029-11-22') });
    expect((await end.conventions.get({ id })).status).toBe('renewed');
    expect((await end.conventions.get({ id: done.id })).status).toBe('in_force');
  });

  it('prolongs a tacit convention by the calendar, and not one that was refused in time', async () => {
    const { id } = await inForce();
    for (const [key, value] of [
      ['reconduction', 'tacit'],
      ['reconduction_mois', 12],
      ['reconduction_maximum', 1],
    ] as const)
      await db.conventionVariable.upsert({
        where: { conventionId_key: { conventionId: id, key } },
        create: { conventionId: id, key, value },
        update: { value },
      });
    await followCalendar(db, at('2029-11-23'));
    const dane = await callerOf(db, 'dane', { now: at('2029-11-23') });
    const prolonged = await dane.conventions.get({ id });
    expect([prolonged.status, prolonged.endsOn]).toEqual(['in_force', '2030-11-21']);
    const { entries } = await dane.conventions.history({ id });
    expect(entries[0]?.sentence).toBe('a constaté la reconduction tacite jusqu’au 21 novembre 2030');
    expect(
      await refused(
        dane.renewal.denounce({ id, version: prolonged.version, receivedOn: '2029-11-24', reason: 'x' }),
      ),
    ).toMatchObject({ code: 'invalid' });
    await dane.renewal.denounce({
      id,
      version: prolonged.version,
      receivedOn: '2029-11-23',
      reason: 'La commune',
    });
    await followCalendar(db, at('2030-11-22'));
    expect((await dane.conventions.get({ id })).status).toBe('expired');
  });
});

describe('termination with notice', () => {
  it('is notified once, opens the plan, and takes effect on its day by itself', async () => {
    const { id } = await inForce();
    const dane = await callerOf(db, 'dane');
    const { version } = await dane.conventions.get({ id });
    const notice = {
      id,
      action: 'give_notice' as const,
      reason: 'La commune change de projet.',
      reversibilityPlan: 'Export, puis effacement.',
    };
    expect(
      await refused(
        dane.conventions.transition({
          ...notice,
          version,
          noticeGivenOn: '2026-11-20',
          takesEffectOn: '2027-01-01',
        }),
      ),
    ).toMatchObject({ code: 'invalid' });
    await dane.conventions.transition({ ...notice, version, noticeGivenOn: '2026-11-20' });
    const months = (await dane.conventions.text({ id })).compose.values.preavis_resiliation_mois;
    const on = terminationDay('2026-11-20', Number(months ?? 6));
    const view = await dane.renewal.get({ id });
    expect(view.terminatesOn).toBe(on);
    expect((await dane.conventions.get({ id })).status).toBe('in_force');
    const { plans } = await dane.reversibility.get({ id });
    expect(plans[0]?.tasks.map(({ kind }) => kind)).toEqual([
      'portability',
      'families',
      'aaf_detach',
      'deletion',
    ]);
    const again = (await dane.conventions.get({ id })).version;
    expect(
      await refused(dane.conventions.transition({ ...notice, version: again, noticeGivenOn: '2026-11-20' })),
    ).toMatchObject({ code: 'invalid' });

    // The checklist: an attestation needs its file, a task is done once.
    const deletion = plans[0]?.tasks.find(({ kind }) => kind === 'deletion');
    const task = { id, taskId: deletion?.id ?? '', version: deletion?.version ?? 0, doneOn: '2026-11-22' };
    expect(await refused(dane.reversibility.completeTask(task))).toMatchObject({
      fields: { file: expect.stringContaining('attestation') },
    });
    await dane.reversibility.completeTask({ ...task, file: smallPdf });
    expect(await refused(dane.reversibility.completeTask({ ...task, file: smallPdf }))).toMatchObject({
      code: 'conflict',
    });
    expect((await dane.reversibility.get({ id })).plans[0]?.progress.done).toBeGreaterThan(0);

    await followCalendar(
      db,
      new Date(`${fromDbDate(new Date(toDbDate(on).getTime() - 86_400_000))}T09:00:00Z`),
    );
    expect((await dane.conventions.get({ id })).status).toBe('in_force');
    await followCalendar(db, at(on));
    expect((await dane.conventions.get({ id })).status).toBe('terminated');
  });
});
