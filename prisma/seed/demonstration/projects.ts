import type { Db } from '@/server/db';
import type { Caller } from './acting';

export const demonstrationProduct = 'Cartable ouvert (fictif)';
export const otherProduct = 'Classe en ligne (fictive)';

/** Two ENT of the catalogue that exist nowhere; the first is that of the vendor's account. */
export async function addProducts(operator: Caller): Promise<void> {
  const known = await operator.catalogue.list({ state: 'all' });
  const names = new Set(known.map(({ name }) => name));
  for (const [name, vendor] of [
    [demonstrationProduct, 'Éditeur de démonstration'],
    [otherProduct, 'Autre éditeur de démonstration'],
  ] as const)
    if (!names.has(name))
      await operator.catalogue.create({
        name,
        vendor,
        kind: 'ent',
        degrees: ['primary'],
        note: 'Solution fictive de la démonstration.',
      });
}

type Wanted = {
  name: string;
  insee: string;
  product: string;
  uais: string[];
  phase: 'scoping' | 'convention' | 'procurement' | 'deployment' | 'operation';
  startsOn: string;
  endsOn: string;
  marketReference?: string;
  marketEndsOn?: string;
  academyLeadName: string;
  academyLeadEmail: string;
  authorityLeadName: string;
  authorityLeadEmail: string;
};

/** A project with its schools, labelled as demonstration before anything hangs on it. */
export async function openProject(db: Db, caller: Caller, { insee, product, uais, ...facts }: Wanted) {
  const { id: productId } = await db.product.findUniqueOrThrow({ where: { name: product } });
  const { id } = await caller.projects.create({
    ...facts,
    degree: 'primary',
    carrierInsee: insee,
    productId,
  });
  await db.project.update({ where: { id }, data: { demonstration: true } });
  await caller.projects.setSchools({ id, uais });
  return { id, productId };
}
