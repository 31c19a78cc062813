import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../db';
import { closeDocumentWorkers } from '../documents/render';
import { lead, plantConvention, signAs } from '../testing/scenes';
import { createRestDatabase, restClient } from './testing';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createRestDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

const facts = {
  wantedOn: '2026-12-15',
  environment: 'production',
  eduConnect: true,
  gar: false,
  article28Reference: 'ACCORD-28-2026',
  registerReference: 'REG-2026-4',
  conformityProof: 'Attestation SDET 2026',
  technicalContact: { name: 'Alix Projet', email: 'projet@demo.invalid' },
};

it('leads schools from the request to the attachment, and coverage moves', async () => {
  const { id, project } = await plantConvention(db, { schools: 2 });
  const dane = await restClient(db, 'dane');
  const annuaire = await restClient(db, 'annuaire');
  const body = { ...facts, conventionId: id, uais: project.uais };

  const early = await dane.ask('POST', '/aaf/attachments', { body });
  expect([early.status, early.json.code]).toEqual([422, 'invalid']);
  expect(early.json.schools).toHaveLength(2);

  await lead(db, id, 'ready_to_sign');
  await signAs(db, id, 'maire');
  await signAs(db, id, 'dasen');
  const attached = async () => {
    const { json } = await dane.ask('GET', '/coverage?department=95');
    return (json.total as { counts: { attached: number } }).counts.attached;
  };
  const before = await attached();

  const made = await dane.ask('POST', '/aaf/attachments', { body, headers: { 'idempotency-key': 'aaf-1' } });
  expect([made.status, made.json.detail]).toEqual([201, undefined]);
  const again = await dane.ask('POST', '/aaf/attachments', { body, headers: { 'idempotency-key': 'aaf-1' } });
  expect(again.text).toBe(made.text);

  const list = await annuaire.ask('GET', `/aaf/attachments?state=requested&requestId=${made.json.requestId}`);
  const ids = (list.json.items as { id: string; checklist: { met: boolean }[] }[]).map((item) => item.id);
  expect(ids).toHaveLength(2);
  const zip = await dane.ask('GET', String(made.headers.get('location')).replace('/api/v1', ''));
  expect([zip.status, zip.headers.get('content-type'), zip.text.slice(0, 2)]).toEqual([
    200,
    'application/zip',
    'PK',
  ]);

  const act = (action: string, who = annuaire, more = {}) =>
    who.ask('POST', '/aaf/attachments/transitions', { body: { ids, action, ...more } });
  expect((await act('check', dane)).json.code).toBe('forbidden');
  expect((await act('attach')).status).toBe(409);
  expect((await act('reject')).json.errors).toHaveProperty('reason');
  for (const action of ['check', 'start_test', 'attach']) {
    const answer = await act(action);
    expect([answer.status, answer.json.detail, answer.json.done]).toEqual([200, undefined, 2]);
  }
  expect(await attached()).toBe(before + 2);

  const rennes = await restClient(db, 'dane.rennes');
  expect((await rennes.ask('GET', '/aaf/attachments')).json.items).toEqual([]);
  expect((await rennes.ask('GET', `/aaf/requests/${made.json.requestId}/file.zip`)).status).toBe(404);
  expect((await rennes.ask('POST', '/aaf/attachments', { body })).status).toBe(404);
});
