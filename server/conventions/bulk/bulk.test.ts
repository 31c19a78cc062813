import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { closeDocumentWorkers } from '@/server/documents/render';
import { publishNationalTemplates } from '@/server/templates/national';
import { searchable } from '@/server/territory/search';
import { actOf, callerOf, contextOf, createPopulatedDatabase } from '@/server/testing/people';
import { readZip } from '@/server/testing/read-zip';
import { schoolRow } from '@/server/testing/territory';
import { serveWorkFile } from '@/server/work/downloads';
import { reclaimWork, runWaitingWork } from '@/server/work/run';
import { createLine } from './create-line';
import { MAX_LINES, type PreviewLine } from './domain';
import { bulkFacts } from './schema';

let db: Db;
let close: () => Promise<void>;

/** Eight communes of the Val-d'Oise and of the Hauts-de-Seine, with two écoles each. */
const towns = [
  ['95018', 'Argenteuil'],
  ['95127', 'Cergy'],
  ['95252', 'Franconville'],
  ['95268', 'Garges-lès-Gonesse'],
  ['95277', 'Gonesse'],
  ['92072', 'Sèvres'],
  ['92048', 'Meudon'],
  ['92022', 'Chaville'],
] as const;
let rank = 0;

async function plantSchools(code: string, count = 2, sector: 'public' | 'private' = 'public') {
  const commune = await db.commune.findUniqueOrThrow({ where: { code } });
  await db.school.createMany({
    data: Array.from({ length: count }, () => {
      rank += 1;
      return {
        ...schoolRow({
          uai: `${commune.departmentCode.padStart(3, '0')}${6000 + rank}Z`,
          communeCode: code,
          communeName: commune.name,
          sector,
        }),
        departmentCode: commune.departmentCode,
      };
    }),
  });
}

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  await publishNationalTemplates(db);
  for (const [code] of towns) await plantSchools(code);
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

const facts = {
  degree: 'primary' as const,
  templateKey: '',
  projectPrefix: 'ENT des écoles',
  effectiveOn: '2027-01-01',
  durationMonths: 36,
  values: { delai_alerte_heures: 12 } as Record<string, string | number | boolean | null>,
};
const templateKey = async () =>
  (await db.conventionTemplate.findFirstOrThrow({ where: { key: 'premier-degre', academyCode: null } })).key;

async function preview(text: string, person = 'dane', more = {}) {
  const { lines } = await (await callerOf(db, person)).bulk.preview({
    source: { kind: 'text', text },
    degree: 'primary',
    ...more,
  });
  return lines;
}

const ordered = (lines: PreviewLine[]) =>
  lines.flatMap(({ said, authority, project, conventions }) =>
    authority
      ? [
          {
            said,
            authorityId: authority.id,
            projectId: project?.id ?? null,
            accepted: conventions.map(({ id }) => id),
          },
        ]
      : [],
  );

async function order(lines: PreviewLine[], person = 'dane') {
  const key = await templateKey();
  return (await callerOf(db, person)).bulk.ask({
    facts: { ...facts, templateKey: key },
    lines: ordered(lines),
  });
}

const file = (text: string | Buffer, name = 'communes.csv') => ({
  source: { kind: 'file' as const, name, contentBase64: Buffer.from(text).toString('base64') },
  degree: 'primary' as const,
});

describe('preview of a bulk', () => {
  it('finds communes by name, INSEE code, SIREN, postal code beside the name, and says what they have', async () => {
    const { siren } = await db.authority.findUniqueOrThrow({
      where: { kind_code: { kind: 'commune', code: '92048' } },
    });
    const lines = await preview(`sevres\n95018\n${siren}\nCommune de Chaville\n92310 Sèvres`);
    expect(lines.map(({ authority }) => authority?.code)).toEqual([
      '92072',
      '95018',
      '92048',
      '92022',
      '92072',
    ]);
    expect(lines[0]).toMatchObject({ state: 'ready', schools: 2, project: null, conventions: [] });
    expect(lines[4]).toMatchObject({ state: 'error', reason: expect.stringContaining('Déjà à la ligne 1') });
  });

  it('never guesses: homonyms, close names and several projects are choices', async () => {
    for (const [code, department] of [
      ['78998', '78'],
      ['95998', '95'],
    ] as const) {
      const name = 'Villejumelle';
      const searchName = searchable(name);
      await db.commune.create({
        data: { code, name, departmentCode: department, searchName, postalCodes: [] },
      });
      await db.authority.create({
        data: { kind: 'commune', code, name: `Commune de ${name}`, departmentCode: department, searchName },
      });
      await plantSchools(code);
    }
    const [line] = await preview('Villejumelle');
    expect(line).toMatchObject({ state: 'choice', authority: null });
    expect(line?.choose?.choices.map(({ id }) => id).sort()).toEqual(['78998', '95998']);
    const [again] = await preview('Villejumelle', 'dane', { choices: [{ line: 1, commune: '95998' }] });
    expect(again?.authority?.code).toBe('95998');
    // The département tells them apart: nothing is left to choose.
    expect((await preview('Villejumelle (78)'))[0]?.authority?.code).toBe('78998');

    const carrierId = again?.authority?.id ?? '';
    const projects = await Promise.all(
      ['Premier', 'Second'].map((name) =>
        db.project.create({ data: { academyCode: '25', carrierId, name, degree: 'primary' } }),
      ),
    );
    const [several] = await preview('95998');
    expect(several).toMatchObject({ state: 'choice', choose: { what: 'project' } });
    const [settled] = await preview('95998', 'dane', { choices: [{ line: 1, project: projects[1]?.id }] });
    expect(settled).toMatchObject({ state: 'ready', project: { name: 'Second' } });

    const [close] = await preview('Argenteui');
    expect(close).toMatchObject({ state: 'choice', reason: expect.stringContaining('Argenteui') });
    expect(close?.choose?.choices[0]?.id).toBe('95018');
  });

  it('blocks one line only, with its reason', async () => {
    const lines = await preview('Zzyzzx\n99999\n92072 Meudon\n217 000 000\nRennes\nCergy');
    const reasons = lines.map(({ state, reason }) => `${state}: ${reason}`);
    expect(reasons[0]).toMatch(/^error: Aucune commune ne s’appelle/);
    expect(reasons[1]).toMatch(/^error: Aucune commune n’a le code INSEE 99999/);
    expect(reasons[2]).toMatch(/^error: Le code 92072 est celui de Sèvres, la ligne dit/);
    expect(reasons[3]).toMatch(/^error: Le SIREN 217000000 est inexact/);
    expect(reasons[4]).toMatch(/^error: Rennes \(35\) ne relève pas de votre académie/);
    expect(reasons[5]).toBe('ready: null');
  });

  it('lists the communes of a département that have schools, and refuses an empty territory', async () => {
    const dane = await callerOf(db, 'dane');
    const { lines } = await dane.bulk.preview({
      source: { kind: 'place', department: '92' },
      degree: 'primary',
    });
    expect(lines.map(({ authority }) => authority?.code)).toEqual(
      expect.arrayContaining(['92022', '92048', '92072']),
    );
    await expect(
      dane.bulk.preview({ source: { kind: 'place', department: '35' }, degree: 'primary' }),
    ).rejects.toThrow(/Aucune commune de ce territoire/);
  });

  it('reads CSV files as spreadsheets write them, and says why one cannot be read', async () => {
    const dane = await callerOf(db, 'dane');
    const found = async (input: ReturnType<typeof file>) =>
      (await dane.bulk.preview(input)).lines.map(({ authority }) => authority?.code);
    expect(await found(file('Commune;Code INSEE\nSèvres;92072\n\nMeudon;\n'))).toEqual(['92072', '92048']);
    expect(await found(file(Buffer.from('\ufeffinsee,nom\r\n95018,"Argenteuil"\r\n', 'utf8')))).toEqual([
      '95018',
    ]);
    const latin = Buffer.from('commune\tdépartement\r\nSèvres\t92\r\n', 'latin1');
    expect(await found(file(latin))).toEqual(['92072']);

    const refusal = (input: ReturnType<typeof file>) =>
      dane.bulk.preview(input).then(
        () => 'accepted',
        (error) => String(error.cause?.extra?.fields?.file ?? error.message),
      );
    expect(await refusal(file('population;maire\n12;x\n'))).toMatch(
      /«\u00a0commune\u00a0», «\u00a0insee\u00a0» ou «\u00a0siren\u00a0»/,
    );
    expect(await refusal(file('commune\n'))).toMatch(/aucune ligne/);
    expect(await refusal(file(''))).toMatch(/vide|manque|abîmé/i);
    expect(await refusal(file(Buffer.from([0x50, 0x4b, 3, 4, 0, 0])))).toMatch(/classeur/);
    expect(await refusal(file(Buffer.from([0x61, 0, 0, 0x62, 0, 1])))).toMatch(/octets nuls/);
    expect(await refusal(file('commune\n"Sèvres\nMeudon\n'))).toMatch(/guillemet/);
    const many = (count: number) => file(`commune\n${'Sèvres\n'.repeat(count)}`);
    expect(await refusal(many(MAX_LINES + 1))).toMatch(/le maximum est de 10\s000\slignes/);
    const { lines } = await dane.bulk.preview(many(MAX_LINES));
    expect(lines).toHaveLength(MAX_LINES);
    expect(lines.filter(({ state }) => state !== 'error')).toHaveLength(1);
  });

  it('is for those who may open conventions', async () => {
    for (const person of ['lecteur', 'dpd', 'national', 'maire'])
      await expect(preview('Sèvres', person), person).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // The authority's own hand sees its commune, and no other.
    const lines = await preview('Argenteuil\nSèvres', 'projet');
    expect(lines[0]?.state).toBe('ready');
    expect(lines[1]).toMatchObject({ state: 'error', reason: expect.stringContaining('vous n’agissez pas') });
  });
});

describe('bulk of conventions', () => {
  it('opens a project and a convention for each commune, with its schools and the common facts', async () => {
    const lines = await preview('Sèvres\nMeudon');
    const { id } = await order(lines);
    expect(await runWaitingWork(db)).toBe(1);
    const { lines: made } = await (await callerOf(db, 'dane')).bulk.report({ id });
    expect(made.map(({ outcome, projectMade, reason }) => ({ outcome, projectMade, reason }))).toEqual([
      { outcome: 'created', projectMade: true, reason: null },
      { outcome: 'created', projectMade: true, reason: null },
    ]);
    const convention = await db.convention.findUniqueOrThrow({
      where: { id: made[0]?.convention?.id ?? '' },
      include: { variables: true, schools: true, project: { include: { schools: true } } },
    });
    expect(convention.project.name).toBe('ENT des écoles de Sèvres');
    expect(convention.project.schools).toHaveLength(2);
    expect(convention.schools).toHaveLength(2);
    expect(convention.endsOn).toEqual(toDbDate('2029-12-31'));
    expect(convention.variables).toEqual(
      expect.arrayContaining([expect.objectContaining({ key: 'delai_alerte_heures', value: 12 })]),
    );
    const journal = await db.journalEntry.findMany({
      where: { objectId: { in: [convention.id, convention.projectId] } },
      orderBy: { seq: 'asc' },
    });
    expect(journal.map(({ action }) => action)).toEqual([
      'project.created',
      'project.schools_set',
      'convention.created',
    ]);
    expect(await db.backgroundWork.findUnique({ where: { id } })).toMatchObject({ state: 'done', done: 2 });

    // The same communes are now shown as having one, and left out.
    const again = await preview('Sèvres');
    expect(again[0]).toMatchObject({ state: 'left_out', reason: expect.stringContaining(convention.number) });
    expect(again[0]?.project?.id).toBe(convention.projectId);
  });

  it('uses the project that is there, and makes a second convention only where it was ticked', async () => {
    const before = await db.project.count();
    const [line] = await preview('Sèvres');
    if (!line) throw new Error('no line');
    const { id } = await order([line]);
    await runWaitingWork(db);
    const made = (await (await callerOf(db, 'dane')).bulk.report({ id })).lines[0];
    expect(made).toMatchObject({ outcome: 'created', projectMade: false });
    expect(await db.project.count()).toBe(before);

    // As seen before that one was opened: it is left.
    const late = await order([line]);
    await runWaitingWork(db);
    expect(await db.backgroundWork.findUnique({ where: { id: late.id } })).toMatchObject({ state: 'failed' });
    const left = (await (await callerOf(db, 'dane')).bulk.report({ id: late.id })).lines[0];
    expect(left).toMatchObject({ outcome: 'left', reason: expect.stringContaining('déjà en cours') });
  });

  it('opens each convention once when two bulks with the same list run together', async () => {
    const lines = await preview('Cergy\nFranconville\nGonesse');
    const works = [await order(lines), await order(lines)];
    await Promise.all([runWaitingWork(db), runWaitingWork(db)]);
    const rows = await db.bulkLine.findMany({ where: { workId: { in: works.map(({ id }) => id) } } });
    expect(rows.filter(({ outcome }) => outcome === 'created')).toHaveLength(3);
    for (const code of ['95127', '95252', '95277']) {
      const authority = { kind: 'commune' as const, code };
      expect(await db.convention.count({ where: { authority } })).toBe(1);
      expect(await db.project.count({ where: { carrier: authority } })).toBe(1);
    }
  });

  it('goes on after a kill, and makes exactly as many as were asked', async () => {
    const lines = await preview('Argenteuil\nGarges-lès-Gonesse\nChaville');
    const { id } = await order(lines);
    const act = await actOf(db, 'dane');
    const work = await db.backgroundWork.findUniqueOrThrow({ where: { id } });
    // What a killed process leaves: one line done, the next one's transaction lost, the state « running ».
    await db.backgroundWork.update({ where: { id }, data: { state: 'running', aliveAt: new Date() } });
    await createLine(act, bulkFacts.parse(work.input), { workId: id, line: 1 });
    await createLine(act, bulkFacts.parse(work.input), { workId: id, line: 1 });
    expect(await runWaitingWork(db)).toBe(0);
    await reclaimWork(db);
    expect(await runWaitingWork(db)).toBe(1);
    const rows = await db.bulkLine.findMany({ where: { workId: id }, orderBy: { line: 'asc' } });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
    expect(new Set(rows.map(({ conventionId }) => conventionId)).size).toBe(3);
    for (const code of ['95018', '95268', '92022'])
      expect(await db.convention.count({ where: { authority: { kind: 'commune', code } } })).toBe(1);
  });

  it('leaves the whole line undone when one part of it is refused', async () => {
    await db.commune.create({
      data: {
        code: '95999',
        name: 'Essai-sur-Seine',
        departmentCode: '95',
        searchName: 'essai sur seine',
        postalCodes: [],
      },
    });
    await db.authority.create({
      data: {
        kind: 'commune',
        code: '95999',
        name: 'Commune d’Essai-sur-Seine',
        departmentCode: '95',
        searchName: searchable('Essai-sur-Seine'),
      },
    });
    await plantSchools('95999');
    const lines = await preview('Essai-sur-Seine');
    const { id } = await order(lines);
    // The schools close between the preview and the work.
    await db.school.updateMany({ where: { knownCommuneCode: '95999' }, data: { state: 'closed' } });
    await runWaitingWork(db);
    const [row] = await db.bulkLine.findMany({ where: { workId: id } });
    expect(row).toMatchObject({ outcome: 'left', reason: expect.stringContaining('aucune école ouverte') });
    expect(await db.project.count({ where: { carrier: { code: '95999' } } })).toBe(0);

    await db.school.updateMany({ where: { knownCommuneCode: '95999' }, data: { state: 'open' } });
    const retry = await order(lines);
    await (await callerOf(db, 'dane')).work.cancel({ id: retry.id });
    await runWaitingWork(db);
    expect(await db.project.count({ where: { carrier: { code: '95999' } } })).toBe(0);
    await (await callerOf(db, 'dane')).bulk.resume({ id: retry.id });
    await runWaitingWork(db);
    expect(await db.project.count({ where: { carrier: { code: '95999' } } })).toBe(1);
    await expect((await callerOf(db, 'dane')).bulk.resume({ id: retry.id })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('refuses what is wrong in the order, and communes of another académie', async () => {
    const lines = await preview('Sèvres');
    const key = await templateKey();
    const dane = await callerOf(db, 'dane');
    const ask = (more: object, given = ordered(lines)) =>
      dane.bulk.ask({ facts: { ...facts, templateKey: key, ...more }, lines: given });
    await expect(ask({ values: { inconnue: 1 } })).rejects.toThrow(/n’a pas de champ/);
    await expect(ask({ values: { delai_alerte_heures: 400 } })).rejects.toThrow(/au plus/);
    await expect(ask({ templateKey: 'aucun' })).rejects.toThrow(/Aucun modèle/);
    await expect(ask({ productId: 'aucune' })).rejects.toThrow(/catalogue/);
    await expect(ask({}, [...ordered(lines), ...ordered(lines)])).rejects.toThrow(/deux fois/);
    await expect(order(lines, 'dane.rennes')).rejects.toThrow(/ne relève pas de vous/);
    await expect(order(lines, 'lecteur')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect((await callerOf(db, 'dpd')).bulk.report({ id: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the same act on many drafts', () => {
  it('goes through the table for each, on the version that was seen, and reports each', async () => {
    const dane = await callerOf(db, 'dane');
    const drafts = await db.convention.findMany({
      where: { status: 'draft' },
      orderBy: { number: 'asc' },
      take: 3,
    });
    const [first, second, third] = drafts;
    if (!first || !second || !third) throw new Error('three drafts are needed');
    // Somebody works on the second one meanwhile.
    const order = await dane.bulk.many({
      action: 'abandon',
      reason: 'Saisie faite deux fois',
      conventions: drafts.map(({ id, version }) => ({ id, version })),
    });
    await dane.conventions.update({ id: second.id, version: second.version, title: 'Reprise entre-temps' });
    await runWaitingWork(db);
    const work = await dane.work.get({ id: order.id });
    const report = work.report as { lines: { outcome: string; reason?: string }[] };
    expect(report.lines.map(({ outcome }) => outcome)).toEqual(['Abandonnée', 'Refusée', 'Abandonnée']);
    expect(report.lines[1]?.reason).toContain('a changé');
    const after = await db.convention.findMany({
      where: { id: { in: drafts.map(({ id }) => id) } },
      orderBy: { number: 'asc' },
    });
    expect(after.map(({ status }) => status)).toEqual(['abandoned', 'draft', 'abandoned']);
    expect(after[0]?.abandonReason).toBe('Saisie faite deux fois');
  });

  it('asks for a reason to abandon, and refuses those who may not act', async () => {
    const [draft] = await db.convention.findMany({ where: { status: 'draft' }, take: 1 });
    const conventions = [{ id: draft?.id ?? '', version: draft?.version ?? 1 }];
    const dane = await callerOf(db, 'dane');
    await expect(dane.bulk.many({ action: 'abandon', conventions })).rejects.toThrow(/motif/);
    const submit = { action: 'submit_for_review' as const, conventions };
    await expect((await callerOf(db, 'dpd')).bulk.many(submit)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect((await callerOf(db, 'dane.rennes')).bulk.many(submit)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const { id } = await dane.bulk.many(submit);
    await runWaitingWork(db);
    const report = (await dane.work.get({ id })).report as { lines: { outcome: string }[] };
    expect(report.lines).toHaveLength(1);
  });
});

describe('archive of PDFs', () => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const open = async (id: string, person = 'dane') => {
    const answer = await serveWorkFile(await contextOf(db, person), id);
    return readZip(Buffer.from(await answer.arrayBuffer()));
  };

  it('holds the frozen document where there is one, the draft elsewhere, and an index that tells them apart', async () => {
    const [draft, frozen] = await db.convention.findMany({
      where: { status: 'draft' },
      orderBy: { number: 'asc' },
      take: 2,
    });
    if (!draft || !frozen) throw new Error('two drafts are needed');
    const bytes = Buffer.from('%PDF-1.7 figé');
    const file = await db.storedFile.create({
      data: { name: 'fige.pdf', mime: 'application/pdf', size: bytes.length, sha256: sha256(bytes), bytes },
    });
    await db.convention.update({ where: { id: frozen.id }, data: { status: 'in_force' } });
    await db.conventionText.create({
      data: {
        conventionId: frozen.id,
        number: 1,
        stage: 'ready_to_sign',
        content: {},
        contentSha256: '0'.repeat(64),
        pdfId: file.id,
        createdBy: 'essai',
      },
    });
    const dane = await callerOf(db, 'dane');
    const { id } = await dane.bulk.zip({ ids: [draft.id, frozen.id] });
    await runWaitingWork(db);
    expect(await dane.work.get({ id })).toMatchObject({ state: 'done', done: 2, total: 2, hasFile: true });
    const entries = await open(id);
    expect(entries).toHaveLength(3);
    const [first, second, index] = entries;
    expect(first?.name).toMatch(new RegExp(`^${draft.number} .* PROJET\\.pdf$`));
    expect(first?.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(second?.bytes.equals(bytes)).toBe(true);
    const rows = index?.bytes.toString('utf8').split('\r\n') ?? [];
    expect(rows[0]).toBe(
      '\ufeffNuméro;Titre;Collectivité;État;Version;Document;SHA-256;Fichier;Motif d’absence',
    );
    expect(rows[1]).toContain(`projet;${sha256(first?.bytes ?? bytes)};${first?.name}`);
    expect(rows[2]).toContain(`document figé;${sha256(bytes)};${second?.name}`);
    for (const { name } of entries) expect(name).not.toMatch(/[<>:"/\\|?*]|[. ]$/);
    expect((await serveWorkFile(await contextOf(db, 'dpd'), id)).status).toBe(404);
  });

  it('takes all that match the filters, only what may be read, and refuses what is too much or nothing', async () => {
    const dane = await callerOf(db, 'dane');
    const wanted = await db.convention.count({ where: { status: 'in_force' } });
    const { id } = await dane.bulk.zip({ filters: { status: ['in_force'] } });
    await runWaitingWork(db);
    expect(await open(id)).toHaveLength(wanted + 1);
    await expect(dane.bulk.zip({ filters: { q: 'introuvable-zzz' } })).rejects.toThrow(/Aucune convention/);
    const [one] = await db.convention.findMany({ where: { academyCode: '25' }, take: 1 });
    const rennes = await callerOf(db, 'dane.rennes');
    await expect(rennes.bulk.zip({ ids: [one?.id ?? ''] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect((await callerOf(db, 'lecteur')).bulk.zip({ filters: {} })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('tells in the index what may no longer be read when the archive is made', async () => {
    const dane = await callerOf(db, 'dane');
    const [one] = await db.convention.findMany({ where: { status: 'in_force' }, take: 1 });
    const { id } = await dane.bulk.zip({ ids: [one?.id ?? ''] });
    await db.convention.update({ where: { id: one?.id ?? '' }, data: { academyCode: '14' } });
    await runWaitingWork(db);
    const entries = await open(id);
    expect(entries.map(({ name }) => name)).toEqual(['index.csv']);
    expect(entries[0]?.bytes.toString()).toMatch(/n’existe pas, ou vous n’y avez pas accès/);
    await db.convention.update({ where: { id: one?.id ?? '' }, data: { academyCode: '25' } });
  });
});
