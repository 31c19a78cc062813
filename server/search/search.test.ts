import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import { contextOf, createPopulatedDatabase, type Person } from '@/server/testing/people';
import { ensureTerritory, schoolRow, templateVersion } from '@/server/testing/territory';
import { createCallerFactory } from '@/server/trpc/init';
import { searchRouter } from './router';

const callerFor = createCallerFactory(searchRouter);
let db: Db;
let close: () => Promise<void>;
const find = async (person: Person | null, q: string) => {
  const { groups } = await callerFor(await contextOf(db, person)).everywhere({ q });
  return Object.fromEntries(groups.map((group) => [group.label, group.items.map((item) => item.label)]));
};

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  await ensureTerritory(db);
  const template = await templateVersion(db);
  await db.school.createMany({
    data: [
      schoolRow({ uai: '0951099D', name: 'École élémentaire Jean Jaurès', communeCode: '95018' }),
      schoolRow({ uai: '0780001D', name: 'École Jules Ferry', department: '78', communeName: 'Poissy' }),
    ],
    skipDuplicates: true,
  });
  const carrier = await db.authority.findUniqueOrThrow({
    where: { kind_code: { kind: 'commune', code: '95018' } },
  });
  const project = await db.project.create({
    data: {
      academyCode: '25',
      carrierId: carrier.id,
      name: 'L’ENT des écoles élémentaires',
      degree: 'primary',
      departmentCodes: ['95'],
    },
  });
  await db.convention.create({
    data: {
      number: '25-2026-0042',
      academyCode: '25',
      projectId: project.id,
      authorityId: carrier.id,
      templateVersionId: template,
      title: 'Convention de déploiement',
      degree: 'primary',
    },
  });
  await db.experienceReport.create({
    data: {
      academyCode: '25',
      projectId: project.id,
      authorId: 'x',
      authorName: 'Alix Projet',
      title: 'Généraliser pas à pas',
      type: 'generalisation',
      degree: 'primary',
    },
  });
});
afterAll(() => close());

describe('search everywhere', () => {
  it('finds by number, by words without accents, and with a typing mistake', async () => {
    expect((await find('dane', '25-2026-0042')).Conventions).toEqual(['Convention de déploiement']);
    expect((await find('dane', 'DEPLOIEMENT argenteuil')).Conventions).toHaveLength(1);
    expect((await find('dane', 'argenteil')).Conventions).toHaveLength(1);
    expect((await find('dane', 'ecoles élementaires')).Projets).toEqual(['L’ENT des écoles élémentaires']);
    expect((await find('dane', 'generaliser'))['Retours d’expérience']).toEqual(['Généraliser pas à pas']);
  });

  it('finds a school by its UAI, its name or its commune', async () => {
    const schools = 'Écoles et établissements';
    expect((await find('lecteur', '095 1099d'))[schools]).toEqual(['École élémentaire Jean Jaurès']);
    expect((await find('ecole', 'jean jaures argenteuil'))[schools]).toEqual([
      'École élémentaire Jean Jaurès',
    ]);
    expect((await find('national', 'juls ferry'))[schools]).toEqual(['École Jules Ferry']);
  });

  it('leads from a collectivité to its projects', async () => {
    const { groups } = await callerFor(await contextOf(db, 'dane')).everywhere({ q: 'argenteuil' });
    const [first] = groups.find((group) => group.label === 'Communes et collectivités')?.items ?? [];
    expect(first).toMatchObject({ label: 'Commune d’Argenteuil', detail: '95 · 1\u00a0projet' });
  });

  it('shows nobody what the rules do not grant', async () => {
    for (const person of ['dane.rennes', 'lecteur', 'exploitant', 'dsden78', 'editeur']) {
      const found = await find(person, 'argenteuil');
      expect([person, found.Conventions, found.Projets]).toEqual([person, undefined, undefined]);
      expect((await find(person, 'generaliser'))['Retours d’expérience']).toBeUndefined();
    }
    expect((await find('maire', 'argenteuil')).Conventions).toHaveLength(1);
    expect((await find('dane', 'gwenn')).Personnes).toBeUndefined();
    expect((await find('dane', 'delmas')).Personnes).toEqual(['Claude Delmas']);
    expect((await find('dpd', 'delmas')).Personnes).toBeUndefined();
    await expect(find(null, 'argenteuil')).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('offers the acts of the hat only', async () => {
    expect((await find('dane', 'importer')).Faire).toEqual(['Importer l’annuaire des établissements']);
    expect((await find('projet', 'nouv')).Faire).toEqual([
      'Nouvelle convention',
      'Nouveau projet',
      'Nouveau retour d’expérience',
    ]);
    expect((await find('lecteur', 'nouv')).Faire).toBeUndefined();
  });

  it.each(['', '   ', '%', '_', '\\', "'; DROP TABLE", '\u0000', '🎓', '((((', '-- x'])(
    'takes «\u00a0%s\u00a0» for words and nothing else',
    async (q) => {
      const found = await find('dane', q);
      expect(found.Conventions).toBeUndefined();
    },
  );
});
