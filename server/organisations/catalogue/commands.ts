import { change, nationalChain, type PersonAct } from '@/server/audit/journal';
import { staleVersion } from '@/server/audit/queries';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { invalid, notFound } from '@/server/errors';
import { knownUses, useLabels } from '@/server/inventory/domain';
import type { ProductFacts, UpdateProduct } from './schema';

const labelsOf = (uses: readonly string[]) => knownUses(uses).map((use) => useLabels[use]);

async function rowOf(tx: Tx, act: PersonAct, input: ProductFacts, ownId: string | null) {
  if (input.checkedOn && input.checkedOn > civilDate(act.now))
    throw invalid({ checkedOn: 'Une vérification ne peut pas être datée de l’avenir.' });
  // Two lines of one name at once: the second waits, then finds the first.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('catalogue'))::text`;
  const twin = await tx.product.findFirst({
    where: { name: { equals: input.name, mode: 'insensitive' }, ...(ownId ? { id: { not: ownId } } : {}) },
    include: { vendor: true },
  });
  if (twin) throw invalid({ name: `Cette solution est déjà au catalogue (${twin.vendor.name}).` });
  const known = await tx.vendor.findFirst({
    where: { name: { equals: input.vendor, mode: 'insensitive' } },
  });
  const vendor = known ?? (await tx.vendor.create({ data: { name: input.vendor } }));
  return {
    vendorId: vendor.id,
    name: input.name,
    kind: input.kind,
    degrees: input.degrees,
    uses: input.uses,
    checkedOn: input.checkedOn ? toDbDate(input.checkedOn) : null,
    note: input.note?.trim() || null,
    active: input.active,
  };
}

/** Adds a product to the national catalogue. */
export async function addProduct(act: PersonAct, input: ProductFacts): Promise<{ id: string }> {
  return change(act, async (tx) => {
    const product = await tx.product.create({ data: await rowOf(tx, act, input, null) });
    return {
      result: { id: product.id },
      journal: {
        chain: nationalChain,
        action: 'product.created',
        objectType: 'Product',
        objectId: product.id,
        after: {
          name: input.name,
          vendor: input.vendor,
          kind: input.kind,
          degrees: input.degrees,
          toolUses: labelsOf(input.uses),
        },
      },
    };
  });
}

/** Changes a line of the catalogue; compare-and-set on the version that the person saw. */
export async function changeProduct(
  act: PersonAct,
  input: UpdateProduct & { id: string },
): Promise<{ version: number }> {
  return change(act, async (tx) => {
    const before = await tx.product.findUnique({ where: { id: input.id }, include: { vendor: true } });
    if (!before) throw notFound('Cette solution');
    const data = await rowOf(tx, act, input, input.id);
    // The vendor's people read every project that uses the product, in all académies.
    if (data.vendorId !== before.vendorId && act.actor.role !== 'operator')
      throw invalid({ vendor: 'Seul l’exploitant de la plateforme change l’éditeur d’une solution.' });
    const { count } = await tx.product.updateMany({
      where: { id: input.id, version: input.version },
      data: { ...data, version: { increment: 1 } },
    });
    if (count !== 1) throw await staleVersion(tx, 'Product', input.id, before.version, 'Cette solution');
    return {
      result: { version: input.version + 1 },
      journal: {
        chain: nationalChain,
        action: 'product.updated',
        objectType: 'Product',
        objectId: input.id,
        before: {
          name: before.name,
          vendor: before.vendor.name,
          kind: before.kind,
          degrees: before.degrees,
          toolUses: labelsOf(before.uses),
          checkedOn: fromDbDate(before.checkedOn),
          active: before.active,
        },
        after: {
          name: input.name,
          vendor: input.vendor,
          kind: input.kind,
          degrees: input.degrees,
          toolUses: labelsOf(input.uses),
          checkedOn: input.checkedOn ?? null,
          active: input.active,
        },
      },
    };
  });
}
