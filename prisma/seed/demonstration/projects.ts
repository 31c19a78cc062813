import type { Db } from '@/server/db';
import type { Caller } from './acting';

export const demonstrationProduct = 'Cartable ouvert (fictif)';
export const otherProduct = 'Classe en ligne (fictive)';
/** Tools beside the ENT: the first does what the first ENT does too. */
export const liaisonProduct = 'Mots du jour (fictif)';
export const rollCallProduct = 'Appel du matin (fictif)';

const products = [
  {
    name: demonstrationProduct,
    vendor: 'Éditeur de démonstration',
    kind: 'ent',
    uses: ['liaison', 'family_messaging', 'class_space', 'storage'],
  },
  {
    name: otherProduct,
    vendor: 'Autre éditeur de démonstration',
    kind: 'ent',
    uses: ['diary', 'family_messaging', 'blog'],
  },
  {
    name: liaisonProduct,
    vendor: 'Troisième éditeur de démonstration',
    kind: 'communication',
    uses: ['liaison', 'family_messaging'],
  },
  {
    name: rollCallProduct,
    vendor: 'Troisième éditeur de démonstration',
    kind: 'school_life',
    uses: ['absences', 'after_school'],
  },
] as const;

/** Products of the catalogue that exist nowhere; the first is that of the vendor's account. */
export async function addProducts(operator: Caller): Promise<void> {
  const known = await operator.catalogue.list({ state: 'all' });
  const names = new Set(known.map(({ name }) => name));
  for (const { uses, ...product } of products)
    if (!names.has(product.name))
      await operator.catalogue.create({
        ...product,
        uses: [...uses],
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
