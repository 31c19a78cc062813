import { subject } from '@casl/ability';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccounts } from '@/prisma/seed/accounts';
import type { Db } from '../db';
import { contextOf, createPopulatedDatabase } from '../testing/people';
import type { Actor } from './actor';
import { allRoles } from './roles';
import { rulesFor, type SubjectName, type Verb } from './rules';
import { prove, scope } from './scope';

const verbs: Verb[] = ['read', 'edit', 'transition', 'opine', 'answer', 'deliberate', 'sign', 'request'];
const statuses = ['draft', 'partner_review', 'signed', 'in_force'] as const;

let db: Db;
let close: () => Promise<void>;
const uais = ['0950001A', '0780001A', '0350001A'];
let authorities: { id: string }[];
let products: { id: string }[];

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  authorities = await db.authority.findMany({ where: { kind: 'commune' }, take: 3, select: { id: true } });
  const vendor = await db.vendor.create({ data: { name: 'Éditeur des règles' } });
  for (const name of ['Solution A', 'Solution B'])
    await db.product.create({ data: { name, kind: 'ent', vendorId: vendor.id } });
  products = await db.product.findMany({ where: { vendorId: vendor.id }, select: { id: true } });
  for (const [index, uai] of uais.entries())
    await db.school.create({
      data: {
        uai,
        name: `École ${index}`,
        nature: 'ecole',
        degree: 'primary',
        communeName: 'Commune',
        departmentCode: uai.startsWith('035') ? '35' : uai.slice(1, 3),
        academyCode: uai.startsWith('035') ? '14' : '25',
        searchText: 'ecole',
        factsHash: uai,
      },
    });
});
afterAll(() => close());

/** A project with a convention, an attachment and a sheet, as random as the rules care. */
const anyProject = fc.record({
  academyCode: fc.constantFrom('25', '14'),
  departmentCodes: fc.subarray(['78', '95', '35'], { minLength: 1 }),
  carrier: fc.nat(2),
  product: fc.option(fc.nat(1), { nil: null }),
  schools: fc.subarray([0, 1, 2]),
  status: fc.constantFrom(...statuses),
  published: fc.boolean(),
  visibility: fc.constantFrom('project', 'academy', 'between_academies', 'public'),
});

const anyActor = fc.record({
  role: fc.constantFrom(...allRoles),
  academyCode: fc.constantFrom('25', '14', null),
  departmentCode: fc.constantFrom('78', '95', null),
  authorities: fc.subarray([0, 1, 2]),
  products: fc.subarray([0, 1]),
  uai: fc.constantFrom(...uais, null),
});

const at = (list: { id: string }[], index: number) => list[index]?.id ?? '';

function actorFrom(drawn: typeof anyActor extends fc.Arbitrary<infer T> ? T : never): Actor {
  return {
    userId: 'u',
    userName: 'Quelqu’un',
    email: 'u@demo.invalid',
    membershipId: 'm',
    role: drawn.role,
    quality: null,
    organisation: { id: 'o', name: 'Organisation', kind: 'academy' },
    academyCode: drawn.academyCode,
    departmentCode: drawn.departmentCode,
    authorityIds: drawn.authorities.map((index) => at(authorities, index)),
    productIds: drawn.products.map((index) => at(products, index)),
    uai: drawn.uai,
  };
}

let rank = 0;
async function plant(drawn: typeof anyProject extends fc.Arbitrary<infer T> ? T : never) {
  rank += 1;
  const template = await db.templateVersion.findFirstOrThrow();
  const productId = drawn.product === null ? null : at(products, drawn.product);
  const project = await db.project.create({
    data: {
      academyCode: drawn.academyCode,
      carrierId: at(authorities, drawn.carrier),
      productId,
      name: `Projet ${rank}`,
      degree: 'primary',
      departmentCodes: drawn.departmentCodes,
      schools: {
        create: drawn.schools.map((i) => ({ uai: uais[i] ?? '', addedOn: new Date('2026-01-01') })),
      },
      experiences: {
        create: {
          academyCode: drawn.academyCode,
          authorId: 'u',
          authorName: 'Auteur',
          title: 'Fiche',
          type: 'usage',
          degree: 'primary',
          publishedAt: drawn.published ? new Date('2026-02-01') : null,
          visibility: drawn.visibility as 'project',
        },
      },
    },
  });
  await db.convention.create({
    data: {
      number: `99-2026-${String(rank).padStart(4, '0')}`,
      academyCode: drawn.academyCode,
      projectId: project.id,
      authorityId: project.carrierId,
      productId,
      templateVersionId: template.id,
      title: 'Convention',
      degree: 'primary',
      status: drawn.status,
      departmentCodes: drawn.departmentCodes,
      schools: {
        create: drawn.schools.map((i) => ({ uai: uais[i] ?? '', entryOn: new Date('2026-01-01') })),
      },
    },
  });
}

describe('one rule set, two readings', () => {
  it('lists in SQL exactly what the predicate allows, for any role and any data', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyProject, { minLength: 1, maxLength: 6 }), async (projects) => {
        for (const project of projects) await plant(project);
      }),
      { numRuns: 12 },
    );
    const schools = { include: { schools: true } } as const;
    const held = {
      Project: await db.project.findMany(schools),
      Convention: await db.convention.findMany(schools),
      ExperienceReport: await db.experienceReport.findMany({ include: { project: true } }),
    };
    await fc.assert(
      fc.asyncProperty(anyActor, fc.constantFrom(...verbs), async (drawn, verb) => {
        const ability = rulesFor(actorFrom(drawn));
        const pick = { select: { id: true } } as const;
        const listed = {
          Project: await db.project.findMany({ where: scope(ability, verb, 'Project'), ...pick }),
          Convention: await db.convention.findMany({ where: scope(ability, verb, 'Convention'), ...pick }),
          ExperienceReport: await db.experienceReport.findMany({
            where: scope(ability, verb, 'ExperienceReport'),
            ...pick,
          }),
        };
        for (const name of ['Project', 'Convention', 'ExperienceReport'] as const) {
          const inSql = listed[name].map(({ id }) => id).sort();
          const inMemory = held[name]
            .filter((object) => ability.can(verb, subject(name, { ...object }) as never))
            .map(({ id }) => id)
            .sort();
          expect(inSql, `${drawn.role} ${verb} ${name}`).toEqual(inMemory);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('lists nothing to a stranger, rather than everything', async () => {
    const nobody = rulesFor(null);
    expect(await db.project.count()).toBeGreaterThan(0);
    for (const name of ['Project', 'Convention', 'AafAttachment'] as const)
      expect(scope(nobody, 'read', name)).toBeDefined();
    expect(await db.project.findMany({ where: scope(nobody, 'read', 'Project') })).toEqual([]);
    expect(await db.convention.findMany({ where: scope(nobody, 'read', 'Convention') })).toEqual([]);
  });

  it('knows every role of the demonstration', () => {
    expect(new Set(demonstrationAccounts.map(({ role }) => role))).toEqual(new Set(allRoles));
  });
});

describe('proof of one object', () => {
  it('answers 404 to whoever may not read, 403 to whoever reads but may not act', async () => {
    const project = await db.project.findFirstOrThrow({ where: { academyCode: '25' } });
    const as = async (person: string) => (await contextOf(db, person)).ability;
    const outcome = async (person: string, verb: Verb, name: SubjectName = 'Project') =>
      prove(db, await as(person), verb, name, project.id).then(
        () => 'ok',
        (error: { code: string }) => error.code,
      );
    expect(await outcome('dane', 'edit')).toBe('ok');
    expect(await outcome('dpd', 'edit')).toBe('forbidden');
    expect(await outcome('dane.rennes', 'edit')).toBe('not_found');
    expect(await outcome('exploitant', 'read')).toBe('not_found');
    expect(await outcome('national', 'edit')).toBe('forbidden');
  });
});
