import type { Context } from '@/server/trpc/context';
import { compareMatrices } from './compare';
import type { CompareSides } from './schema';
import { type Side, sideOf } from './sides';

type Reader = Pick<Context, 'db' | 'ability'>;

const headOf = ({ id, label, at }: Side) => ({ id, label, at });

/** From `with` to `of`: what became of the one in the other. */
export async function comparisonOf(ctx: Reader, input: { id: string } & CompareSides) {
  const [before, after] = await Promise.all([
    sideOf(ctx, input.id, input.with),
    sideOf(ctx, input.id, input.of),
  ]);
  return {
    before: headOf(before),
    after: headOf(after),
    difference: compareMatrices(before.matrix, after.matrix),
  };
}
export type Comparison = Awaited<ReturnType<typeof comparisonOf>>;
