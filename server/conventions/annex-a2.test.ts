import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../db';
import type { ConventionContent } from '../documents/content';
import { conventionOutline } from '../documents/outline';
import { closeDocumentWorkers } from '../documents/render';
import type { Meaning } from '../raci/domain';
import { callerOf, createPopulatedDatabase } from '../testing/people';
import { refused } from '../testing/refused';
import { lead, plantConvention, signAs, smallPdf } from '../testing/scenes';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

const dane = () => callerOf(db, 'dane');

async function planted({ open = true } = {}) {
  const { id } = await plantConvention(db);
  const { projectId } = await db.convention.findUniqueOrThrow({ where: { id } });
  if (open) await (await dane()).raci.start({ id: projectId });
  return { id, projectId };
}
async function set(projectId: string, actorKey: string, meanings: Meaning[]) {
  const { matrix } = await (await dane()).raci.matrix({ id: projectId });
  const activityId = matrix?.phases[0]?.activities[0]?.id ?? '';
  await (await dane()).raci.setCells({
    id: projectId,
    cells: [{ activityId, actorKey, meanings, version: 99 }],
  });
}
async function freeze(projectId: string) {
  const { live } = await (await dane()).raci.versions.list({ id: projectId });
  return (await dane()).raci.versions.freeze({ id: projectId, version: live?.version ?? 0 });
}
async function openToSignature(id: string) {
  await (await callerOf(db, 'projet')).conventions.enterDeliberation({
    id,
    number: '2026-114',
    organ: 'Conseil municipal',
    sessionOn: '2026-10-12',
    object: 'Convention ENT des écoles',
    transmittedOn: '2026-10-15',
    publishedOn: '2026-10-16',
    file: smallPdf,
  });
  const { version } = await (await dane()).conventions.get({ id });
  await (await dane()).conventions.transition({ id, action: 'mark_ready_to_sign', version });
}
const draft = async (id: string) => (await (await dane()).conventions.text({ id })).compose;
const first = (raci: ConventionContent['raci']) => raci?.phases[0]?.activities[0]?.cells;
const frozen = async (id: string) => {
  const text = await db.conventionText.findFirstOrThrow({
    where: { conventionId: id },
    orderBy: { number: 'desc' },
  });
  return { ...text, content: text.content as unknown as ConventionContent };
};
const caption = (content: ConventionContent) => {
  const part = conventionOutline(content).parts.find(({ id }) => id === 'annexe-a2');
  return part?.type === 'raci' ? part.caption : '';
};

describe('annexe A2', () => {
  it('is the template of the degree while no matrix was opened, and freezing the text opens none', async () => {
    const { id, projectId } = await planted({ open: false });
    expect((await draft(id)).raciVersion).toBeUndefined();
    expect(first((await draft(id)).raci)).toMatchObject({ CO: 'AR' });
    expect(await (await dane()).conventions.annex({ id })).toMatchObject({ isOpen: false, version: null });
    await lead(db, id, 'awaiting_deliberation');
    const { content } = await frozen(id);
    expect(content).not.toHaveProperty('raciVersion');
    expect(caption(content)).toBe('Qui fait quoi, activité par activité');
    expect(await db.raciMatrix.count({ where: { projectId } })).toBe(0);
  });

  it('is the live matrix while it was never frozen; freezing the text freezes a version by itself', async () => {
    const { id, projectId } = await planted();
    await set(projectId, 'ED', ['informed']);
    expect(first((await draft(id)).raci)).toMatchObject({ ED: 'I' });
    expect((await draft(id)).raciVersion).toBeUndefined();
    await lead(db, id, 'awaiting_deliberation');
    const { content } = await frozen(id);
    expect(content.raciVersion).toEqual({ number: 1, on: '2026-11-22' });
    expect(caption(content)).toMatch(/Version n°\s1 de la matrice, figée le 22 novembre 2026$/);
    const { versions } = await (await dane()).raci.versions.list({ id: projectId });
    expect(versions).toMatchObject([{ number: 1, frozenByName: 'Alix Projet' }]);
    expect(versions[0]?.note).toContain('Figée avec le texte de la convention');
    expect(await db.journalEntry.count({ where: { objectId: projectId, action: 'raci.frozen' } })).toBe(1);
    const accepted = await db.journalEntry.findFirstOrThrow({
      where: { objectId: id, action: 'convention.text_accepted' },
    });
    expect(accepted.after).toMatchObject({ matrixVersion: 1 });
    // The same text at the moment it was sent and at the moment it was accepted: one kept text.
    const kept = await db.conventionSnapshot.findMany({ where: { conventionId: id } });
    expect(kept).toHaveLength(1);
  });

  it('does not let a text be fixed on a matrix with errors, and says so before', async () => {
    const { id, projectId } = await planted();
    await lead(db, id, 'partner_review');
    await set(projectId, 'CO', []);
    expect(await (await dane()).conventions.annex({ id })).toMatchObject({ errors: 1, version: null });
    const projet = await callerOf(db, 'projet');
    const { actions, version } = await projet.conventions.get({ id });
    const blockers = actions.find(({ action }) => action === 'accept_text')?.blockers ?? [];
    expect(blockers.map(({ code }) => code)).toEqual(['matrix_errors']);
    const refusal = await refused(projet.conventions.transition({ id, action: 'accept_text', version }));
    expect(refusal.code).toBe('invalid');
    expect(refusal.message).toMatch(/1\spoint à corriger\. Activité\s1/);
    await set(projectId, 'CO', ['accountable', 'doer']);

    const again = await projet.conventions.get({ id });
    await projet.conventions.transition({ id, action: 'accept_text', version: again.version });
    expect((await frozen(id)).content.raciVersion?.number).toBe(1);
  });

  it('is the last frozen version once there is one; the page says when the matrix has moved on', async () => {
    const { id, projectId } = await planted();
    await freeze(projectId);
    await set(projectId, 'ED', ['informed']);
    expect(first((await draft(id)).raci)).not.toHaveProperty('ED');
    expect((await draft(id)).raciVersion).toEqual({ number: 1, on: '2026-11-22' });
    expect(await (await dane()).conventions.annex({ id })).toMatchObject({
      fixed: false,
      version: { number: 1 },
      differs: true,
      errors: 0,
    });
    // An error of the live matrix does not hold back a text that prints a frozen one.
    await set(projectId, 'CO', []);
    await lead(db, id, 'awaiting_deliberation');
    expect((await frozen(id)).content.raciVersion?.number).toBe(1);
    expect(await db.raciVersion.count({ where: { matrix: { projectId } } })).toBe(1);
  });

  it('of a signed text never changes, whatever becomes of the matrix', async () => {
    const { id, projectId } = await planted();
    await lead(db, id, 'awaiting_deliberation');
    await set(projectId, 'ED', ['informed']);
    await freeze(projectId);
    // Composed again from what the acceptance kept: same annex, same version.
    await openToSignature(id);
    await signAs(db, id, 'maire');
    await signAs(db, id, 'dasen');
    const { content } = await frozen(id);
    expect(content.raciVersion?.number).toBe(1);
    expect(first(content.raci)).not.toHaveProperty('ED');
    expect(await (await dane()).conventions.annex({ id })).toMatchObject({
      fixed: true,
      version: { number: 1 },
      differs: true,
    });
  });
});
