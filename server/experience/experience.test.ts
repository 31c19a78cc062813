import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { contextOf, createPopulatedDatabase, type Person } from '@/server/testing/people';
import { ensureTerritory, schoolRow } from '@/server/testing/territory';
import { createCallerFactory } from '@/server/trpc/init';
import { experienceRouter } from './router';
import { snippetOf } from './search';

const callerFor = createCallerFactory(experienceRouter);

let db: Db;
let close: () => Promise<void>;
let argenteuil: string;
let elsewhere: string;
const as = async (person: Person | null) => callerFor(await contextOf(db, person));

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  await ensureTerritory(db);
  await db.school.createMany({
    data: [schoolRow({ uai: '0951111X' }), schoolRow({ uai: '0952222Y' })],
    skipDuplicates: true,
  });
  const carrier = async (code: string) =>
    (await db.authority.findUniqueOrThrow({ where: { kind_code: { kind: 'commune', code } } })).id;
  const product = await db.product.findFirstOrThrow({ where: { kind: 'ent' } });
  const project = async (code: string, name: string) =>
    (
      await db.project.create({
        data: {
          academyCode: '25',
          carrierId: await carrier(code),
          productId: product.id,
          name,
          degree: 'primary',
          departmentCodes: ['95'],
          startsOn: toDbDate('2026-09-01'),
          schools: {
            create: ['0951111X', '0952222Y'].map((uai) => ({ uai, addedOn: toDbDate('2026-09-01') })),
          },
        },
      })
    ).id;
  argenteuil = await project('95018', 'ENT des écoles d’Argenteuil');
  elsewhere = await project('95127', 'ENT de Cergy');
});
afterAll(() => close());

const draft = { title: 'Ouvrir l’ENT à la rentrée', type: 'initialisation', degree: 'primary' } as const;

describe('writing', () => {
  it('is for authors of an authority on the projects it carries', async () => {
    const author = await as('projet');
    const { id, version } = await author.create({ ...draft, projectId: argenteuil });
    expect(version).toBe(1);
    expect(await author.get({ id })).toMatchObject({
      academyName: 'Versailles',
      abilities: { edit: true, publish: true },
    });
    await expect(author.create({ ...draft, projectId: elsewhere })).rejects.toThrow(/ce projet/i);
    await expect(author.create(draft)).rejects.toThrow(/Choisissez le projet/);
  });

  it('is for authors of an académie on its projects, or on none', async () => {
    const author = await as('dane');
    expect(await author.create(draft)).toMatchObject({ version: 1 });
    expect(await author.create({ ...draft, projectId: elsewhere })).toMatchObject({ version: 1 });
    await expect((await as('dane.rennes')).create({ ...draft, projectId: elsewhere })).rejects.toThrow(
      /ce projet/i,
    );
  });

  it.each(['dpd', 'maire', 'editeur', 'ecole', 'lecteur', 'national', 'exploitant'])(
    'is refused to %s',
    async (person) => {
      await expect((await as(person)).create(draft)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('saves the fields touched, journals them, and tells the second of two writers', async () => {
    const author = await as('projet');
    const { id } = await author.create({ ...draft, projectId: argenteuil });
    const saved = await author.update({ id, version: 1, strengths: 'Un comité\r\nqui se réunit' });
    expect(saved.version).toBe(2);
    expect((await author.get({ id })).sections.strengths).toBe('Un comité\nqui se réunit');
    await expect((await as('dane')).update({ id, version: 1, strengths: 'Autre' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('Alix Projet'),
    });
    // Nothing touched, nothing written.
    expect((await author.update({ id, version: 2, strengths: 'Un comité\nqui se réunit' })).version).toBe(2);
    const { entries } = await author.history({ id });
    expect(entries.map((one) => one.action)).toEqual(['experience.edited', 'experience.created']);
  });

  it('keeps markup as text and refuses what cannot be kept', async () => {
    const author = await as('projet');
    const { id } = await author.create({ ...draft, projectId: argenteuil });
    const literal = '<b>{{nom}}</b> <%= x %> مرحبا 🎓';
    await author.update({ id, version: 1, context: literal });
    expect((await author.get({ id })).sections.context).toBe(literal);
    await expect(author.update({ id, version: 2, context: 'a\u0000b' })).rejects.toThrow(
      /caractère de contrôle/,
    );
    await expect(author.update({ id, version: 2, context: 'a'.repeat(20_001) })).rejects.toThrow(/maximum/);
  });
});

describe('publication', () => {
  it('freezes the facts of that day and closes the text until it is taken back', async () => {
    const author = await as('projet');
    const { id } = await author.create({ ...draft, projectId: argenteuil });
    await expect(author.publish({ id, version: 1, visibility: 'academy' })).rejects.toThrow(/cinq questions/);
    await author.update({ id, version: 1, beginning: 'Deux écoles volontaires.' });
    const { version } = await author.publish({ id, version: 2, visibility: 'academy' });
    expect(await author.get({ id })).toMatchObject({
      facts: {
        schools: 2,
        projectName: 'ENT des écoles d’Argenteuil',
        startsOn: '2026-09-01',
        asOf: '2026-11-22',
      },
      visibility: 'academy',
    });
    await db.projectSchool.updateMany({
      where: { projectId: argenteuil, uai: '0952222Y' },
      data: { removedOn: toDbDate('2026-11-23') },
    });
    expect((await author.get({ id })).facts.schools).toBe(2);
    await expect(author.update({ id, version, title: 'Autre' })).rejects.toThrow(/publiée/);
    await expect(author.publish({ id, version, visibility: 'public' })).rejects.toThrow(/déjà publiée/);

    const back = await author.unpublish({ id, version });
    expect((await author.get({ id })).publishedAt).toBeNull();
    await expect((await as('dsden78')).get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await author.update({ id, version: back.version, title: 'Autre' })).version).toBe(
      back.version + 1,
    );
  });

  it('among the parties needs a project', async () => {
    const author = await as('dane');
    const { id } = await author.create(draft);
    await author.update({ id, version: 1, today: 'En cours.' });
    await expect(author.publish({ id, version: 2, visibility: 'project' })).rejects.toThrow(/aucun projet/);
  });

  const everyone: Person[] = ['projet', 'maire', 'mutualisation', 'dane', 'dpd', 'dsden78', 'dane.rennes'];
  const others: Person[] = ['national', 'lecteur', 'editeur', 'ecole', 'exploitant'];
  const academy: Person[] = ['projet', 'maire', 'mutualisation', 'dane', 'dpd'];
  it.each([
    ['draft', ['projet', 'mutualisation', 'dane']],
    ['project', academy],
    ['academy', [...academy, 'dsden78']],
    ['between_academies', [...everyone, ...others]],
    ['public', [...everyone, ...others, null]],
  ] as [string, (Person | null)[]][])(
    '«\u00a0%s\u00a0» is read by exactly those it is for',
    async (visibility, readers) => {
      const author = await as('projet');
      const { id } = await author.create({ ...draft, projectId: argenteuil, title: `Fiche ${visibility}` });
      await author.update({ id, version: 1, today: 'En cours.' });
      const state = visibility === 'draft' ? 'draft' : 'published';
      if (visibility !== 'draft')
        await author.publish({ id, version: 2, visibility: visibility as 'public' });
      for (const person of [...everyone, ...others]) {
        const caller = await as(person);
        const seen = readers.includes(person);
        const listed = await caller.list({ state, limit: 100 });
        expect([person, listed.items.some((one) => one.id === id)]).toEqual([person, seen]);
        if (seen) expect((await caller.get({ id })).id).toBe(id);
        else await expect(caller.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
      const visitor = await as(null);
      const shown = (await visitor.publicList({ limit: 100 })).items.some((one) => one.id === id);
      expect(shown).toBe(readers.includes(null));
      if (!shown) await expect(visitor.publicGet({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      // The public page shows a signed-in person no more than anybody.
      expect((await author.publicList({ limit: 100 })).items.some((one) => one.id === id)).toBe(shown);
    },
  );
});

describe('finding', () => {
  const write = async (fields: Record<string, string>, type: 'usage' | 'renewal' = 'usage') => {
    const author = await as('dane');
    const { id } = await author.create({ ...draft, title: fields.title ?? 'Fiche', type });
    const { version } = await author.update({ id, version: 1, today: 'En cours.', ...fields });
    await author.publish({ id, version, visibility: 'academy' });
    return id;
  };
  let inTitle: string;
  let inText: string;
  beforeAll(async () => {
    inText = await write({
      title: 'Un déploiement progressif',
      strengths:
        'Tout le monde était là. L’équipe des référents numériques a formé les enseignants. Le reste a suivi.',
    });
    inTitle = await write({ title: 'Les référents numériques au cœur du projet' }, 'renewal');
  });

  it('ignores accents, case and endings, and puts the title first', async () => {
    const found = await (await as('dane')).list({ q: 'REFERENT numérique' });
    expect(found.items.map((one) => one.id)).toEqual([inTitle, inText]);
    expect(found.total).toBe(2);
  });

  it('shows the sentence that matched, as it was written, with the words marked', async () => {
    const found = await (await as('dane')).list({ q: 'referent numerique' });
    const snippet = found.items.find((one) => one.id === inText)?.snippet ?? [];
    expect(snippet.map((piece) => piece.text).join('')).toBe(
      'L’équipe des référents numériques a formé les enseignants.',
    );
    expect(snippet.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual([
      'référents',
      'numériques',
    ]);
  });

  it('leaves excluded words out and finds phrases', async () => {
    const caller = await as('dane');
    const without = await caller.list({ q: 'référent -formé' });
    expect(without.items.map((one) => one.id)).toEqual([inTitle]);
    expect((await caller.list({ q: '"enseignants formés"' })).total).toBe(0);
    expect((await caller.list({ q: '-introuvable', limit: 1 })).items).toHaveLength(1);
  });

  it('counts each facet with the other choices kept', async () => {
    const found = await (await as('dane')).list({ q: 'référents', types: ['renewal'] });
    expect(found.items.map((one) => one.id)).toEqual([inTitle]);
    expect(found.facets.types).toMatchObject({ renewal: 1, usage: 1 });
    expect(found.facets.degrees).toEqual({ primary: 1, secondary: 0 });
  });

  it('goes through all pages once, with and without a question', async () => {
    for (const q of ['', 'cours']) {
      const caller = await as('dane');
      const all = await caller.list({ q, limit: 100 });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await caller.list({ q, limit: 2, ...(cursor ? { cursor } : {}) });
        seen.push(...page.items.map((one) => one.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(all.items.map((one) => one.id));
      expect(seen).toHaveLength(all.total);
    }
  });

  it.each(['\'; DROP TABLE "User"', '& |\u00a0! ( ) <-> :*', '"', '%_\\', '🎓'])(
    'takes «\u00a0%s\u00a0» for words and nothing else',
    async (q) => {
      await expect((await as('dane')).list({ q })).resolves.toMatchObject({ total: 0 });
    },
  );
});

it('cuts a marked sentence into pieces', () => {
  expect(snippetOf('a \u0002b\u0003 c')).toEqual([
    { text: 'a ', hit: false },
    { text: 'b', hit: true },
    { text: ' c', hit: false },
  ]);
  expect(snippetOf('\u0002x\u0003')).toEqual([{ text: 'x', hit: true }]);
});
