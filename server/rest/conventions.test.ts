import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../db';
import { closeDocumentWorkers } from '../documents/render';
import { lead, plantConvention, plantProject, smallPdf } from '../testing/scenes';
import { convention } from './routes/convention-shapes';
import { createRestDatabase, restClient } from './testing';

let db: Db;
let close: () => Promise<void>;
type Client = Awaited<ReturnType<typeof restClient>>;
const people = {} as Record<string, Client>;

beforeAll(async () => {
  ({ db, close } = await createRestDatabase());
  for (const person of ['dane', 'dpd', 'juridique', 'projet', 'maire', 'dasen', 'dane.rennes', 'exploitant'])
    people[person] = await restClient(db, person);
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

const as = (person: string): Client => {
  const client = people[person];
  if (!client) throw new Error(person);
  return client;
};

async function done(answer: Promise<{ status: number; json: Record<string, unknown> }>) {
  const { status, json } = await answer;
  expect([status < 300, json.detail]).toEqual([true, undefined]);
  return json;
}

describe('the circuit over REST', () => {
  it('goes from a project to ready to sign; signing is for a person', async () => {
    const project = await plantProject(db);
    const created = await as('dane').ask('POST', '/conventions', {
      body: { projectId: project.id, effectiveOn: '2026-12-01', durationMonths: 36 },
    });
    expect([created.status, created.json.detail]).toEqual([201, undefined]);
    const path = `/conventions/${created.json.id}`;
    const now = async () => convention.parse(await done(as('dane').ask('GET', path)));
    const act = async (person: string, action: string) =>
      as(person).ask('POST', `${path}/transitions`, { body: { action, version: (await now()).version } });

    const missing = new Set((await now()).missing.map(({ key }) => key));
    const { fields } = (await done(as('dane').ask('GET', `${path}/text`))) as {
      fields: { key: string; type: string; options: { value: string }[] }[];
    };
    const example = ({ type, options }: (typeof fields)[number]) =>
      ({ number: 12, money: 12, boolean: true, date: '2026-12-01', email: 'dpd@demo.invalid' })[type] ??
      options[0]?.value ??
      'Texte';
    await done(
      as('dane').ask('PATCH', `${path}/fields`, {
        body: {
          values: fields
            .filter(({ key }) => missing.has(key))
            .map((field) => ({ key: field.key, value: example(field) })),
        },
      }),
    );
    expect((await now()).missing).toEqual([]);
    await done(as('dane').ask('PATCH', path, { body: { title: 'Convention ENT d’Argenteuil' } }));
    await done(act('dane', 'submit_for_review'));

    for (const [person, kind] of [
      ['dpd', 'dpo'],
      ['juridique', 'legal'],
    ])
      await done(
        as(person ?? '').ask('POST', `${path}/opinions`, {
          body:
            kind === 'dpo'
              ? {
                  kind,
                  verdict: 'with_reservations',
                  reservations: ['Préciser la durée.'],
                  version: (await now()).version,
                }
              : { kind, verdict: 'favourable', version: (await now()).version },
        }),
      );
    const blocked = await act('dane', 'send_to_partner');
    expect([blocked.status, blocked.json.code]).toEqual([422, 'invalid']);
    const reservation = (await now()).opinions.flatMap(({ reservations }) => reservations)[0];
    await done(
      as('dane').ask('PUT', `${path}/reservations/${reservation?.id}`, { body: { answer: 'C’est fait.' } }),
    );
    await done(act('dane', 'send_to_partner'));
    await done(act('projet', 'accept_text'));
    await done(
      as('projet').ask('PUT', `${path}/deliberation`, {
        body: {
          number: '2026-114',
          organ: 'Conseil municipal',
          sessionOn: '2026-10-12',
          object: 'Convention ENT',
          transmittedOn: '2026-10-15',
          publishedOn: '2026-10-16',
          file: smallPdf,
        },
      }),
    );
    await done(act('dane', 'mark_ready_to_sign'));

    for (const person of ['maire', 'dasen', 'dane']) {
      const signing = await act(person, 'sign');
      expect([signing.status, signing.json.code]).toEqual([403, 'signature_requires_person']);
    }
    const ready = await now();
    expect([ready.status, ready.signatures]).toEqual(['ready_to_sign', []]);
    const pdf = await as('projet').ask('GET', `${path}/document.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('etag')).toBe(`"${ready.document?.sha256}"`);
    const html = await as('projet').ask('GET', `${path}/document.html`);
    expect(html.headers.get('content-type')).toContain('text/html');
    expect(html.text).toContain('<html lang="fr">');
    const journal = await done(as('dane').ask('GET', `${path}/journal`));
    expect(JSON.stringify(journal)).toContain('convention.ready_to_sign');
  });

  it('gives the frozen bytes, always the same', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const { handleRest } = await import('./handle');
    const { testNow } = await import('../testing/people');
    const bytes = async () => {
      const response = await handleRest(
        new Request(`http://127.0.0.1:3000/api/v1/conventions/${id}/document.pdf`, {
          headers: { authorization: `Bearer ${as('dane').secret}` },
        }),
        { db, now: testNow, ip: null },
      );
      return { etag: response.headers.get('etag'), body: Buffer.from(await response.arrayBuffer()) };
    };
    const [first, second] = [await bytes(), await bytes()];
    expect(first.body.equals(second.body)).toBe(true);
    expect(first.etag).toBe(`"${createHash('sha256').update(first.body).digest('hex')}"`);
  });
});

describe('refusals of conventions', () => {
  it('tells a stale version with what changed, and hides other académies', async () => {
    const { id } = await plantConvention(db);
    const path = `/conventions/${id}`;
    const stale = await as('dane').ask('POST', `${path}/transitions`, {
      body: { action: 'submit_for_review', version: 1 },
    });
    expect([stale.status, stale.json.code]).toEqual([409, 'conflict']);
    expect(stale.json).toHaveProperty('currentVersion');
    const ifMatch = await as('dane').ask('PATCH', path, {
      body: { title: 'Non' },
      headers: { 'if-match': '"1"' },
    });
    expect(ifMatch.status).toBe(412);

    for (const suffix of ['', '/document.pdf', '/document.html', '/journal', '/text'])
      for (const person of ['dane.rennes', 'exploitant'])
        expect((await as(person).ask('GET', `${path}${suffix}`)).status).toBe(404);
    expect((await as('dane.rennes').ask('GET', '/conventions')).json.items).toEqual([]);
  });

  it.each([
    ['an unknown action', { action: 'dance', version: 1 }, 'action'],
    ['no version', { action: 'submit_for_review' }, 'version'],
    ['an unknown field', { action: 'submit_for_review', version: 1, force: true }, 'force'],
  ])('refuses %s on its field', async (_, body, field) => {
    const { id } = await plantConvention(db, { schools: 1 });
    const answer = await as('dane').ask('POST', `/conventions/${id}/transitions`, { body });
    expect([answer.status, Object.keys(answer.json.errors as object)]).toEqual([422, [field]]);
  });

  it('refuses what a role may not do, and a PDF of a version that is not there', async () => {
    const { id } = await plantConvention(db, { schools: 1 });
    const opined = await as('dane').ask('POST', `/conventions/${id}/opinions`, {
      body: { kind: 'dpo', verdict: 'favourable', version: 1 },
    });
    expect([opined.status, opined.json.code]).toEqual([403, 'forbidden']);
    expect((await as('dane').ask('GET', `/conventions/${id}/document.pdf?version=9`)).status).toBe(404);
    expect((await as('dane').ask('GET', `/conventions/${id}/document.pdf?version=x`)).status).toBe(422);
    expect((await as('dane').ask('GET', '/conventions?status=nul')).status).toBe(422);
  });
});

describe('coverage and catalogue', () => {
  it('tells the chain of an académie on a date', async () => {
    const { status, json } = await as('dane').ask(
      'GET',
      '/coverage?degree=primary&academyCode=25&asOf=2026-11-22',
    );
    expect(status).toBe(200);
    expect((json.departments as { code: string }[]).map(({ code }) => code)).toEqual([
      '78',
      '91',
      '92',
      '95',
    ]);
    expect((await as('dane').ask('GET', '/coverage?asOf=2026-02-30')).status).toBe(422);
    expect(
      (await as('dane').ask('GET', '/coverage?department=95&department=78')).json.departments,
    ).toHaveLength(2);
  });

  it('lists the solutions', async () => {
    const { json } = await as('dane').ask('GET', '/products?kind=ent');
    expect((json.items as { kind: string }[]).length).toBeGreaterThan(0);
  });
});
