import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';

/** Rows with which tests of coverage, experience, search and dashboards build their world. */

/** Makes sure that the reference rows a test stands on are there, whatever the reference data holds. */
export async function ensureTerritory(db: Db): Promise<void> {
  await db.region.createMany({
    data: [
      { code: '11', name: 'Île-de-France' },
      { code: '53', name: 'Bretagne' },
    ],
    skipDuplicates: true,
  });
  await db.academy.createMany({
    data: [
      { code: '25', name: 'Versailles', fullName: 'académie de Versailles', regionCode: '11' },
      { code: '24', name: 'Créteil', fullName: 'académie de Créteil', regionCode: '11' },
      { code: '14', name: 'Rennes', fullName: 'académie de Rennes', regionCode: '53' },
    ],
    skipDuplicates: true,
  });
  await db.department.createMany({
    data: [
      { code: '78', name: 'Yvelines', academyCode: '25', regionCode: '11' },
      { code: '95', name: 'Val-d’Oise', academyCode: '25', regionCode: '11' },
      { code: '93', name: 'Seine-Saint-Denis', academyCode: '24', regionCode: '11' },
      { code: '35', name: 'Ille-et-Vilaine', academyCode: '14', regionCode: '53' },
    ],
    skipDuplicates: true,
  });
  await db.commune.createMany({
    data: [
      { code: '95018', name: 'Argenteuil', departmentCode: '95', searchName: 'argenteuil', postalCodes: [] },
      { code: '95127', name: 'Cergy', departmentCode: '95', searchName: 'cergy', postalCodes: [] },
      { code: '35238', name: 'Rennes', departmentCode: '35', searchName: 'rennes', postalCodes: [] },
    ],
    skipDuplicates: true,
  });
}

const academyOf: Record<string, string> = { '78': '25', '95': '25', '93': '24', '35': '14' };

export type SchoolFacts = {
  uai: string;
  department?: string;
  name?: string;
  communeCode?: string;
  communeName?: string;
  degree?: 'primary' | 'secondary';
  sector?: 'public' | 'private' | null;
  state?: 'open' | 'closed';
  openedOn?: string | null;
  closedOn?: string | null;
  demonstration?: boolean;
};

const day = (value: string | null | undefined) => (value ? toDbDate(value) : null);

export function schoolRow(facts: SchoolFacts) {
  const department = facts.department ?? '95';
  const communeName = facts.communeName ?? 'Argenteuil';
  const name = facts.name ?? `École ${facts.uai}`;
  return {
    uai: facts.uai,
    name,
    nature: facts.degree === 'secondary' ? 'college' : 'elementaire',
    degree: facts.degree ?? ('primary' as const),
    sector: facts.sector === undefined ? ('public' as const) : facts.sector,
    communeName,
    communeCode: facts.communeCode ?? null,
    knownCommuneCode: facts.communeCode ?? null,
    departmentCode: department,
    academyCode: academyOf[department] ?? '25',
    state: facts.state ?? ('open' as const),
    openedOn: day(facts.openedOn),
    closedOn: day(facts.closedOn),
    searchText: `${name} ${communeName} ${facts.uai}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
    factsHash: facts.uai,
    demonstration: facts.demonstration ?? false,
  };
}

/** A template version to hang conventions on; templates are never deleted, so it is made once. */
export async function templateVersion(db: Db): Promise<string> {
  const found = await db.templateVersion.findFirst({ where: { template: { key: 'test' } } });
  if (found) return found.id;
  const made = await db.conventionTemplate.create({
    data: {
      key: 'test',
      name: 'Modèle d’essai',
      degree: 'primary',
      versions: { create: { number: 1, content: {}, sha256: '0'.repeat(64) } },
    },
    include: { versions: true },
  });
  const [version] = made.versions;
  if (!version) throw new Error('template version not made');
  return version.id;
}
