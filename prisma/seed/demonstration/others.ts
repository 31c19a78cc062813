import { civilDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { as, type DaysAgo } from './acting';
import { act, approve, fillFields } from './conventions';
import { sharedOtherwise } from './matrices';
import { demonstrationProduct, openProject, otherProduct } from './projects';
import { schoolsOf } from './schools';

/** Cergy, for which the mutualising body acts: everything is ready but the délibération. */
export async function cergy(db: Db, day: DaysAgo): Promise<void> {
  const body = await as(db, 'mutualisation', day(150));
  const { id: projectId } = await openProject(db, body, {
    name: 'ENT mutualisé\u00a0: écoles de Cergy',
    insee: '95127',
    product: demonstrationProduct,
    uais: schoolsOf('95127'),
    phase: 'convention',
    startsOn: civilDate(day(150)),
    endsOn: civilDate(day(-900)),
    academyLeadName: 'Robin Martel',
    academyLeadEmail: 'redaction@demo.invalid',
    authorityLeadName: 'Noa Mutuel',
    authorityLeadEmail: 'mutualisation@demo.invalid',
  });
  await body.raci.start({ id: projectId });
  const { matrix } = await body.raci.matrix({ id: projectId });
  const training = matrix?.phases.flatMap(({ activities }) => activities).find(({ number }) => number === 20);
  const seen = training?.cells.CO;
  if (training && seen)
    await body.raci.setCells({
      id: projectId,
      cells: [{ activityId: training.id, actorKey: 'CO', meanings: ['doer'], version: seen.version }],
    });
  const drafter = await as(db, 'mutualisation', day(110));
  const { id } = await drafter.conventions.create({
    projectId,
    title: 'Convention relative à l’ENT des écoles de Cergy',
    effectiveOn: civilDate(day(-60)),
    durationMonths: 36,
  });
  await fillFields(drafter, id, { competence: 'mutualised' });
  await act(await as(db, 'mutualisation', day(90)), id, 'submit_for_review');
  await approve(await as(db, 'juridique', day(80)), id, 'legal');
  await approve(await as(db, 'dpd', day(70)), id, 'dpo');
  await act(await as(db, 'redaction', day(60)), id, 'send_to_partner');
  await act(await as(db, 'mutualisation', day(25)), id, 'accept_text');
}

/** Sartrouville: both opinions are awaited, and the legal one is late. */
export async function sartrouville(db: Db, day: DaysAgo): Promise<void> {
  const editor = await as(db, 'redaction', day(80));
  const { id: projectId } = await openProject(db, editor, {
    name: 'ENT des écoles de Sartrouville',
    insee: '78586',
    product: demonstrationProduct,
    uais: schoolsOf('78586'),
    phase: 'convention',
    startsOn: civilDate(day(80)),
    endsOn: civilDate(day(-1000)),
    academyLeadName: 'Robin Martel',
    academyLeadEmail: 'redaction@demo.invalid',
    authorityLeadName: 'Service de l’éducation de la ville',
    authorityLeadEmail: 'education.sartrouville@demo.invalid',
  });
  await sharedOtherwise(await as(db, 'redaction', day(78)), projectId);
  const { id } = await editor.conventions.create({
    projectId,
    title: 'Convention relative à l’ENT des écoles de Sartrouville',
    effectiveOn: civilDate(day(-90)),
    durationMonths: 36,
  });
  await fillFields(editor, id);
  await act(await as(db, 'redaction', day(21)), id, 'submit_for_review');
}

/** Massy: a project that has just begun, and a draft of which the fields are still to be filled in. */
export async function massy(db: Db, day: DaysAgo): Promise<void> {
  const editor = await as(db, 'redaction', day(18));
  const { id: projectId } = await openProject(db, editor, {
    name: 'ENT des écoles de Massy',
    insee: '91377',
    product: otherProduct,
    uais: schoolsOf('91377').slice(0, 4),
    phase: 'scoping',
    startsOn: civilDate(day(18)),
    endsOn: civilDate(day(-1060)),
    academyLeadName: 'Robin Martel',
    academyLeadEmail: 'redaction@demo.invalid',
    authorityLeadName: 'Service scolaire de la ville',
    authorityLeadEmail: 'scolaire.massy@demo.invalid',
  });
  await (await as(db, 'redaction', day(9))).conventions.create({
    projectId,
    title: 'Convention relative à l’ENT des écoles de Massy',
    durationMonths: 36,
  });
}

/** Rennes, in another académie: what Versailles must never see. */
export async function rennes(db: Db, day: DaysAgo): Promise<void> {
  const dane = await as(db, 'dane.rennes', day(60));
  const { id: projectId } = await openProject(db, dane, {
    name: 'ENT des écoles de Rennes',
    insee: '35238',
    product: otherProduct,
    uais: schoolsOf('35238'),
    phase: 'convention',
    startsOn: civilDate(day(60)),
    endsOn: civilDate(day(-1000)),
    academyLeadName: 'Gwenn Rennes',
    academyLeadEmail: 'dane.rennes@demo.invalid',
    authorityLeadName: 'Direction de l’éducation de la ville',
    authorityLeadEmail: 'education.rennes@demo.invalid',
  });
  const { id } = await dane.conventions.create({
    projectId,
    title: 'Convention relative à l’ENT des écoles de Rennes',
    effectiveOn: civilDate(day(-120)),
    durationMonths: 36,
  });
  await fillFields(dane, id);
}
