import type { Db } from '@/server/db';
import { uaiCheckLetter } from '@/server/territory/uai';
import { type SchoolFacts, schoolRow } from '@/server/testing/territory';

/** A valid UAI from its seven digits. */
export const uai = (digits: string) => `${digits}${uaiCheckLetter(digits)}`;

/** Products and schools on which tests of the inventory stand. */
export async function plantInventory(db: Db) {
  const vendor = (name: string) => db.vendor.upsert({ where: { name }, create: { name }, update: {} });
  const [alpha, beta] = [await vendor('Éditeur alpha'), await vendor('Éditeur bêta')];
  const product = (
    name: string,
    kind: 'ent' | 'school_life' | 'resource',
    vendorId: string,
    uses: string[],
  ) => db.product.create({ data: { name, kind, vendorId, uses, degrees: ['primary', 'secondary'] } });
  const products = {
    ent: await product('ENT Alpha', 'ent', alpha.id, ['diary', 'family_messaging', 'storage']),
    entCollege: await product('ENT Alpha Collège', 'ent', alpha.id, ['diary', 'absences']),
    entBeta: await product('ENT Bêta', 'ent', beta.id, ['diary']),
    diary: await product('Cahier payant', 'school_life', beta.id, ['diary', 'absences']),
    resource: await product('Manuels', 'resource', beta.id, ['resources']),
  };
  const schools: SchoolFacts[] = [
    { uai: uai('0957001'), name: 'École Ferry', communeCode: '95018' },
    { uai: uai('0957002'), name: 'École Curie', communeCode: '95018' },
    { uai: uai('0957003'), name: 'École privée Jeanne', communeCode: '95018', sector: 'private' },
    { uai: uai('0957004'), name: 'École Hugo', communeCode: '95127', communeName: 'Cergy' },
    { uai: uai('0957010'), name: 'Collège Monet', communeCode: '95018', degree: 'secondary' },
    {
      uai: uai('0357001'),
      name: 'École Zola',
      communeCode: '35238',
      communeName: 'Rennes',
      department: '35',
    },
  ];
  await db.school.createMany({ data: schools.map(schoolRow) });
  return {
    products,
    ferry: uai('0957001'),
    curie: uai('0957002'),
    private: uai('0957003'),
    hugo: uai('0957004'),
    college: uai('0957010'),
    rennes: uai('0357001'),
  };
}
export type Planted = Awaited<ReturnType<typeof plantInventory>>;

/** A line as the form sends it. */
export const told = {
  payer: 'authority' as const,
  trust: 'unknown' as const,
  source: 'Enquête de rentrée',
  sourceOn: '2026-10-01',
};
