import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { APIRequestContext } from '@playwright/test';
import { deliberationFile } from '@/prisma/seed/demonstration/conventions';
import { demonstrationProduct } from '@/prisma/seed/demonstration/projects';
import { civilDate, now } from '@/server/clock';
import { followCalendar } from '@/server/conventions/commands/calendar';
import { uaiCheckLetter } from '@/server/territory/uai';
import { caller, database, plantSchools, sign, unique } from './support/scenes';
import { expect, test } from './support/test';

const root = path.join(import.meta.dirname, '..');

/** A token as anyone makes one, from the terminal. */
async function tokenOf(person: string, write = true): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--import',
      'tsx',
      'scripts/token.ts',
      '--email',
      `${person}@demo.invalid`,
      ...(write ? ['--write'] : []),
    ],
    { cwd: root, env: { ...process.env, DATABASE_URL: process.env.E2E_DATABASE_URL } },
  );
  return stdout.trim();
}

type Body = Record<string, unknown>;

test.describe('REST', { tag: '@bureau' }, () => {
  test.describe.configure({ mode: 'serial' });
  const tokens: Record<string, string> = {};
  let request: APIRequestContext;
  const found = { uais: [] as string[], projectId: '', conventionId: '', requestId: '', outside: '' };

  test.beforeAll(async ({ playwright }) => {
    test.setTimeout(120_000);
    request = await playwright.request.newContext({ baseURL: process.env.E2E_APP_URL });
    for (const person of ['dane', 'dpd', 'juridique', 'projet', 'maire', 'annuaire', 'dane.rennes'])
      tokens[person] = await tokenOf(person);
  });
  test.afterAll(() => request.dispose());

  async function ask(person: string, method: string, address: string, data?: Body, headers: Body = {}) {
    const answer = await request.fetch(`/api/v1${address}`, {
      method,
      headers: { authorization: `Bearer ${tokens[person]}`, ...(headers as Record<string, string>) },
      ...(data === undefined ? {} : { data }),
    });
    const type = answer.headers()['content-type'] ?? '';
    return {
      status: answer.status(),
      json: type.includes('json') ? ((await answer.json()) as Body) : {},
      answer,
    };
  }
  async function done(...args: Parameters<typeof ask>): Promise<Body> {
    const { status, json } = await ask(...args);
    expect([status < 300, json.detail], `${args[1]} ${args[2]}`).toEqual([true, undefined]);
    return json;
  }
  const convention = async () => done('dane', 'GET', `/conventions/${found.conventionId}`);
  const act = async (person: string, action: string) =>
    ask(person, 'POST', `/conventions/${found.conventionId}/transitions`, {
      action,
      version: (await convention()).version,
    });

  test('C13.01 sans jeton, ou avec un jeton faux, l’accès est refusé', async () => {
    const without = await request.get('/api/v1/projects');
    expect(without.status()).toBe(401);
    expect(without.headers()['content-type']).toContain('application/problem+json');
    const wrong = await request.get('/api/v1/projects', { headers: { authorization: 'Bearer faux' } });
    expect(wrong.status()).toBe(401);
    expect((await request.get('/api/health')).status()).toBe(200);
  });

  test('C13.02 l’annuaire s’importe, le rapport nomme les lignes refusées', async () => {
    const [school] = await plantSchools(1);
    const digits = (school?.uai ?? '').slice(0, 7);
    const twin = `${digits}${uaiCheckLetter(digits)}`;
    const csv = [
      'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_postal;Code_commune;Nom_commune;Code_departement;etat',
      `${twin};École renommée par REST;Ecole;Public;95100;95018;Argenteuil;095;OUVERT`,
      ';Sans numéro;Ecole;Public;95100;95018;Argenteuil;095;OUVERT',
      '0350001H;École de Rennes;Ecole;Public;35000;35238;Rennes;035;OUVERT',
    ].join('\n');
    const answer = await request.post('/api/v1/schools/import', {
      headers: { authorization: `Bearer ${tokens.dane}`, 'content-type': 'text/csv' },
      data: csv,
    });
    const report = (await answer.json()) as Body;
    expect(report).toMatchObject({ received: 3, updated: 1, refused: 1, outside: 1 });
    expect(report.refusals).toMatchObject([{ line: 3 }]);
    const { items } = await done('dane', 'GET', `/schools?q=${twin}`);
    expect(items).toMatchObject([{ uai: twin, name: 'École renommée par REST' }]);
  });

  test('C13.03 un projet se crée, ses écoles se donnent par UAI', async () => {
    found.uais = (await plantSchools(3)).map(({ uai }) => uai);
    found.outside = (await plantSchools(1))[0]?.uai ?? '';
    const { id: productId } = await database().product.findUniqueOrThrow({
      where: { name: demonstrationProduct },
    });
    const project = await done('dane', 'POST', '/projects', {
      name: unique('ENT par REST'),
      degree: 'primary',
      carrierInsee: '95018',
      productId,
    });
    found.projectId = String(project.id);
    const set = await done('dane', 'PUT', `/projects/${found.projectId}/schools`, { uais: found.uais });
    expect(set.total).toBe(3);
    const bad = await ask('dane', 'PUT', `/projects/${found.projectId}/schools`, { uais: ['0352143C'] });
    expect([bad.status, bad.json.code]).toEqual([422, 'invalid']);
  });

  test('C13.04 la convention va du brouillon à la signature ouverte', async () => {
    const made = await done('dane', 'POST', '/conventions', {
      projectId: found.projectId,
      effectiveOn: civilDate(now()),
      durationMonths: 36,
    });
    found.conventionId = String(made.id);
    const missing = new Set(((await convention()).missing as { key: string }[]).map(({ key }) => key));
    const { fields } = (await done('dane', 'GET', `/conventions/${found.conventionId}/text`)) as {
      fields: { key: string; type: string; options?: { value: string }[] }[];
    };
    const examples: Record<string, unknown> = {
      number: 12,
      money: 12,
      boolean: true,
      date: '2026-12-01',
      email: 'dpd@demo.invalid',
    };
    await done('dane', 'PATCH', `/conventions/${found.conventionId}/fields`, {
      values: fields
        .filter(({ key }) => missing.has(key))
        .map(({ key, type, options }) => ({
          key,
          value: examples[type] ?? options?.[0]?.value ?? 'Texte d’essai',
        })),
    });
    expect((await act('dane', 'submit_for_review')).status).toBe(200);
    for (const [person, kind] of [
      ['dpd', 'dpo'],
      ['juridique', 'legal'],
    ] as const)
      await done(person, 'POST', `/conventions/${found.conventionId}/opinions`, {
        kind,
        verdict: 'favourable',
        version: (await convention()).version,
      });
    expect((await act('dane', 'send_to_partner')).status).toBe(200);
    expect((await act('projet', 'accept_text')).status).toBe(200);
    await done('projet', 'PUT', `/conventions/${found.conventionId}/deliberation`, {
      number: 'REST-1',
      organ: 'Conseil municipal',
      sessionOn: civilDate(now()),
      object: 'Convention ENT',
      file: deliberationFile('deliberation.pdf'),
    });
    expect((await act('dane', 'mark_ready_to_sign')).status).toBe(200);
    const pdf = await request.get(`/api/v1/conventions/${found.conventionId}/document.pdf`, {
      headers: { authorization: `Bearer ${tokens.maire}` },
    });
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    const html = await request.get(`/api/v1/conventions/${found.conventionId}/document.html`, {
      headers: { authorization: `Bearer ${tokens.maire}` },
    });
    expect(await html.text()).toContain('lang="fr"');
  });

  test('C13.05 signer est l’acte d’une personne : 403 signature_requires_person', async () => {
    const { status, json } = await act('maire', 'sign');
    expect([status, json.code]).toEqual([403, 'signature_requires_person']);
  });

  test('C13.06 l’accrochage est refusé tant que la convention n’est pas signée, puis à l’école hors de l’annexe, avec le motif', async () => {
    const wanted = (uais: string[]) => ({
      uais,
      conventionId: found.conventionId,
      wantedOn: civilDate(now()),
      environment: 'production',
      eduConnect: true,
      gar: false,
      technicalContact: { name: 'Alix Projet', email: 'projet@demo.invalid' },
      article28Reference: 'annexe RGPD',
      registerReference: 'fiche 44',
      conformityProof: 'attestation',
    });
    const early = await ask('projet', 'POST', '/aaf/attachments', wanted(found.uais));
    expect(early.status).toBe(422);
    expect(JSON.stringify(early.json)).toContain('n’est pas signée');

    for (const person of ['maire', 'dasen'])
      await sign(database(), await caller(person), found.conventionId, `${person}@demo.invalid`, now());
    await followCalendar(database(), now());
    expect((await convention()).status).toBe('in_force');

    const outside = await ask('projet', 'POST', '/aaf/attachments', wanted([...found.uais, found.outside]));
    expect(outside.status).toBe(422);
    expect(JSON.stringify(outside.json)).toContain('ne figure pas à l’annexe A1');
    expect(await database().aafAttachment.count({ where: { conventionId: found.conventionId } })).toBe(0);

    const made = await done('projet', 'POST', '/aaf/attachments', wanted(found.uais));
    found.requestId = String(made.requestId);
  });

  test('C13.07 l’exploitant de l’annuaire accroche en bloc, et la couverture le dit', async () => {
    const { items } = (await done(
      'annuaire',
      'GET',
      `/aaf/attachments?conventionId=${found.conventionId}`,
    )) as { items: { id: string }[] };
    const ids = items.map(({ id }) => id);
    expect(ids).toHaveLength(3);
    const early = await ask('annuaire', 'POST', '/aaf/attachments/transitions', { ids, action: 'attach' });
    expect(early.status).toBe(409);
    for (const action of ['check', 'start_test', 'attach'])
      expect(await done('annuaire', 'POST', '/aaf/attachments/transitions', { ids, action })).toMatchObject({
        done: 3,
      });
    const zip = await request.get(`/api/v1/aaf/requests/${found.requestId}/file.zip`, {
      headers: { authorization: `Bearer ${tokens.annuaire}` },
    });
    expect((await zip.body()).subarray(0, 2).toString()).toBe('PK');
    const coverage = await done('dane', 'GET', '/coverage?degree=primary');
    expect(JSON.stringify(coverage)).toContain('"95"');
  });

  test('C13.08 une autre académie ne trouve rien, un jeton de lecture n’écrit pas', async () => {
    const foreign = await ask('dane.rennes', 'GET', `/conventions/${found.conventionId}`);
    expect([foreign.status, foreign.json.code]).toEqual([404, 'not_found']);
    tokens.reading = await tokenOf('dane', false);
    const write = await ask('reading', 'POST', '/projects', {
      name: 'Refusé',
      degree: 'primary',
      carrierInsee: '95018',
    });
    expect(write.status).toBe(403);
  });

  test('C13.09 une requête répétée avec la même clé ne crée qu’une fois', async () => {
    const name = unique('ENT idempotent');
    const body = { name, degree: 'primary', carrierInsee: '95018' };
    const key = { 'idempotency-key': unique('cle').replace(' ', '-') };
    const first = await done('dane', 'POST', '/projects', body, key);
    const second = await done('dane', 'POST', '/projects', body, key);
    expect(second.id).toBe(first.id);
    expect(await database().project.count({ where: { name } })).toBe(1);
    const stale = await ask('dane', 'PATCH', `/projects/${first.id}`, { name: 'x' }, { 'if-match': '"99"' });
    expect([stale.status, stale.json.code]).toEqual([412, 'precondition_failed']);
  });

  test('C13.10 le document OpenAPI décrit les routes, et la page se lit', async () => {
    const document = (await (await request.get('/api/v1/openapi.json')).json()) as {
      openapi: string;
      paths: Body;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/schools/import', '/conventions/{id}/transitions', '/aaf/attachments']),
    );
  });
});
