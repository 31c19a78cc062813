import { civilDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { as, type DaysAgo } from './acting';
import { liaisonProduct, rollCallProduct } from './projects';
import { schoolsOf } from './schools';

/**
 * What the DANE knows of the tools that écoles use beside their ENT: one that a few of them pay for though the ENT
 * does the same, one that a commune pays for all of its écoles.
 */
export async function knownTools(db: Db, day: DaysAgo): Promise<void> {
  const dane = await as(db, 'dane', day(45));
  const idOf = async (name: string) => (await db.product.findUniqueOrThrow({ where: { name } })).id;
  const [liaison, rollCall] = await Promise.all([idOf(liaisonProduct), idOf(rollCallProduct)]);
  const told = {
    source: 'Enquête de rentrée fictive',
    sourceOn: civilDate(day(45)),
    sinceOn: civilDate(day(400)),
  };
  for (const uai of schoolsOf('95018').slice(1, 4))
    await dane.inventory.declare({
      ...told,
      uai,
      productId: liaison,
      payer: 'school',
      trust: 'unknown',
    });
  await dane.inventory.declare({
    ...told,
    communeCode: '95127',
    productId: rollCall,
    payer: 'authority',
    trust: 'inside',
    trustProof: 'Clause 12 d’un marché fictif',
    throughEnt: true,
  });
}

/** Where the académie wants to be, set when the first écoles were attached. */
export async function setTargets(db: Db, day: DaysAgo): Promise<void> {
  const dane = await as(db, 'dane', day(90));
  const common = { degree: 'primary', sector: 'public' } as const;
  await dane.objectives.set({
    ...common,
    territoryKind: 'department',
    territoryCode: '95',
    stage: 'attached',
    target: 0.9,
    targetOn: civilDate(day(-650)),
    note: 'Objectif fictif de la démonstration.',
  });
  await dane.objectives.set({
    ...common,
    territoryKind: 'academy',
    territoryCode: '25',
    stage: 'in_project',
    target: 0.95,
    targetOn: civilDate(day(-280)),
    note: 'Objectif fictif de la démonstration.',
  });
}
