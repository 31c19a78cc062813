import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { callerOf, contextOf, createPopulatedDatabase, type Person, testNow } from '@/server/testing/people';
import { activityAlert } from './activity-rules';
import { sendDigests } from './digest';
import type { ActivityFact } from './fact-types';
import { recipientsOf } from './recipients';

const fact: ActivityFact = {
  id: 'a1',
  label: 'Recenser les besoins',
  project: { id: 'p1', name: 'ENT', academyCode: '25', departmentCodes: ['95'] },
  blocked: null,
  dueOn: '2026-11-20',
  accountable: [{ label: 'Collectivité', party: 'authority', membershipId: null }],
};

describe('the rule of an activity', () => {
  it('tells lateness to the hats that speak for who answers', () => {
    expect(activityAlert(fact, '2026-11-22')).toMatchObject({
      kind: 'activity_late',
      severity: 'danger',
      roles: ['authority_editor', 'authority_signatory', 'mutualising_body'],
      hats: [],
      href: '/responsabilites/p1/suivi#activite-a1',
      sentence: 'Prévue pour le 20 novembre 2026, en retard de 2\u00a0jours\u00a0; Collectivité en répond.',
    });
  });

  it('tells it to a named person alone, to the académie when nobody answers or nobody’s hat does', () => {
    const named = { label: 'Andréa Lebrun', party: 'authority' as const, membershipId: 'm1' };
    expect(activityAlert({ ...fact, accountable: [named] }, '2026-11-22')).toMatchObject({
      roles: [],
      hats: ['m1'],
    });
    const nobody = activityAlert({ ...fact, accountable: [] }, '2026-11-22');
    expect(nobody.roles).toEqual(['academy_admin', 'academy_editor']);
    expect(nobody.sentence).toContain('personne n’en répond.');
    const teachers = { label: 'Enseignants', party: 'teachers' as const, membershipId: null };
    expect(activityAlert({ ...fact, accountable: [teachers] }, '2026-11-22').roles).toEqual([
      'academy_admin',
      'academy_editor',
    ]);
  });

  it('tells a block to the editors, too, with its reason; late as well, it is one alert', () => {
    const blocked = { why: 'Le devis manque', since: '2026-11-18' };
    expect(activityAlert({ ...fact, dueOn: null, blocked }, '2026-11-22')).toMatchObject({
      kind: 'activity_blocked',
      severity: 'warning',
      roles: [
        'authority_editor',
        'authority_signatory',
        'mutualising_body',
        'academy_admin',
        'academy_editor',
      ],
      sentence: 'Bloquée depuis le 18 novembre 2026 (Le devis manque)\u00a0; Collectivité en répond.',
    });
    const both = activityAlert({ ...fact, blocked }, '2026-11-22');
    expect(both).toMatchObject({ kind: 'activity_blocked', severity: 'danger' });
    expect(both.sentence).toContain(', prévue pour le 20 novembre 2026, en retard de 2\u00a0jours');
  });
});

describe('alerts of activities', () => {
  let db: Db;
  let close: () => Promise<void>;
  let id: string;

  beforeAll(async () => {
    ({ db, close } = await createPopulatedDatabase());
  });
  afterAll(() => close());
  beforeEach(async () => {
    await db.project.deleteMany();
    const projet = await callerOf(db, 'projet');
    ({ id } = await projet.projects.create({ name: 'ENT', degree: 'primary', carrierInsee: '95018' }));
    await projet.raci.start({ id });
  });

  const activities = async () => (await (await callerOf(db, 'dane')).raci.work.ofProject({ id })).activities;
  const late = async (number: number, dueOn: string | null = '2026-11-20') => {
    const line = (await activities()).find((one) => one.number === number);
    const { id: activityId = '', workVersion = 0 } = line ?? {};
    await (await callerOf(db, 'dane')).raci.work.setDue({ id, activityId, workVersion, dueOn });
  };
  const act = async (number: number, what: 'block' | 'finish' | 'resume') => {
    const line = (await activities()).find((one) => one.number === number);
    const { id: activityId = '', workVersion = 0 } = line ?? {};
    await (await callerOf(db, 'dane')).raci.work.setState({
      id,
      activityId,
      workVersion,
      act: what,
      ...(what === 'block' ? { reason: 'Le devis manque' } : {}),
    });
  };
  const told = async (person: Person, who: 'mine' | 'all' = 'mine') =>
    (await (await callerOf(db, person)).alerts.list({ who })).groups
      .flatMap(({ lines }) => lines)
      .filter(({ kind }) => kind === 'activity_late' || kind === 'activity_blocked');

  it('reach the mayor whose column answers, lead to the activity, ring the bell, and end when it is done', async () => {
    expect(await told('maire', 'all')).toEqual([]);
    await late(1);
    const [alert] = await told('maire');
    expect(alert).toMatchObject({
      kind: 'activity_late',
      title: 'Recenser les besoins et l’existant',
      detail: 'Matrice des responsabilités · ENT',
    });
    expect(alert?.href).toMatch(new RegExp(`^/responsabilites/${id}/suivi#activite-`));
    const dashboard = await (await callerOf(db, 'maire')).dashboard.get();
    expect(dashboard.alerts).toEqual([{ kind: 'activity_late', count: 1, grave: true }]);
    expect((await (await callerOf(db, 'maire')).dashboard.waiting()).count).toBe(1);
    // Others who read the project see it, as nothing of theirs; another académie sees nothing.
    expect(await told('dane')).toEqual([]);
    expect(await told('dane', 'all')).toHaveLength(1);
    expect(await told('dane.rennes', 'all')).toEqual([]);
    await act(1, 'finish');
    expect(await told('maire', 'all')).toEqual([]);
  });

  it('stand among the deadlines from the day they are given one, for whoever reads the project', async () => {
    await late(1, '2026-12-10');
    await late(2);
    const deadlines = async (person: Person) =>
      (await (await callerOf(db, person)).dashboard.deadlines()).filter(
        ({ kind }) => kind === 'activity_due',
      );
    expect(await deadlines('maire')).toMatchObject([
      { on: '2026-11-20', late: true, object: 'ENT' },
      { on: '2026-12-10', late: false, detail: 'Recenser les besoins et l’existant' },
    ]);
    expect(await deadlines('dane.rennes')).toEqual([]);
    await act(1, 'finish');
    expect(await deadlines('maire')).toHaveLength(1);
  });

  it('end with a later day, with a project that is closed, with a row that is hidden', async () => {
    await late(1);
    await late(1, '2026-11-22');
    expect(await told('maire')).toEqual([]);
    await late(1);
    await db.raciActivity.updateMany({ data: { hidden: true } });
    expect(await told('maire')).toEqual([]);
    await db.raciActivity.updateMany({ data: { hidden: false } });
    expect(await told('maire')).toHaveLength(1);
    await db.project.update({ where: { id }, data: { closedAt: testNow } });
    expect(await told('maire', 'all')).toEqual([]);
  });

  it('of a block reach the editors of both sides until it is lifted', async () => {
    await act(1, 'block');
    for (const person of ['maire', 'projet', 'mutualisation', 'dane', 'redaction'])
      expect(
        (await told(person)).map(({ kind }) => kind),
        person,
      ).toEqual(['activity_blocked']);
    expect(await told('dpd')).toEqual([]);
    await act(1, 'resume');
    expect(await told('projet', 'all')).toEqual([]);
  });

  it('reach the named person instead of the party, and the party again once they have left', async () => {
    const legal = await contextOf(db, 'juridique');
    const membershipId = legal.actor?.membershipId ?? '';
    const matrix = await db.raciMatrix.findUniqueOrThrow({ where: { projectId: id } });
    const person = await db.raciActor.create({
      data: {
        matrixId: matrix.id,
        key: 'P1',
        label: 'Andréa Lebrun',
        short: 'AL',
        party: 'authority',
        kind: 'person',
        membershipId,
        position: 50,
      },
    });
    const [first] = await activities();
    await db.raciCell.deleteMany({ where: { activityId: first?.id ?? '' } });
    await db.raciCell.create({
      data: { activityId: first?.id ?? '', actorId: person.id, meanings: ['accountable'] },
    });
    await late(1);
    expect(await told('juridique')).toHaveLength(1);
    expect(await told('maire')).toEqual([]);
    const [alert] = await told('juridique');
    if (!alert) throw new Error('no alert');
    expect((await recipientsOf(db, alert, testNow)).map(({ email }) => email)).toEqual([
      'juridique@demo.invalid',
    ]);
    await db.membership.update({
      where: { id: membershipId },
      data: { validUntil: toDbDate('2026-11-21') },
    });
    expect(await told('maire')).toHaveLength(1);
    await db.membership.update({ where: { id: membershipId }, data: { validUntil: null } });
  });

  it('can be recalled to those who answer, and come in the digest of their family', async () => {
    await late(1);
    const [alert] = await told('dane', 'all');
    if (!alert) throw new Error('no alert');
    const people = await recipientsOf(db, alert, testNow);
    expect(people.map(({ email }) => email).sort()).toEqual([
      'maire@demo.invalid',
      'mutualisation@demo.invalid',
      'projet@demo.invalid',
    ]);
    const report = await (await callerOf(db, 'dane')).alerts.remind({ keys: [alert.key] });
    expect(report.mails).toBe(3);
    await db.reminder.deleteMany();
    await db.outgoingMail.deleteMany();
    const maire = await callerOf(db, 'maire');
    await maire.alerts.setPreference({ family: 'deadlines', rhythm: 'daily' });
    await sendDigests(db, testNow);
    const mail = await db.outgoingMail.findFirstOrThrow({ where: { to: 'maire@demo.invalid' } });
    expect(mail.text).toContain('Recenser les besoins et l’existant');
    expect(mail.text).toContain(encodeURIComponent(`/responsabilites/${id}/suivi#activite-`));
  });
});
