import { historyOf } from '@/server/audit/queries';
import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { addProduct, changeProduct } from './commands';
import { getProduct, listProducts as list, vendorNames } from './queries';
import { listProducts, productFacts, updateProduct } from './schema';

/** The national catalogue of products (DOMAIN §8), kept by the operator and the académies together. */
export const catalogueRouter = router({
  list: may('read', 'Product')
    .input(listProducts)
    .query(({ ctx, input }) => list(ctx, input)),
  get: on('Product').query(({ ctx, input }) => getProduct(ctx, input)),
  history: on('Product').query(({ ctx, input }) => historyOf(ctx, 'Product', input.id)),
  vendors: may('create', 'Product').query(({ ctx }) => vendorNames(ctx)),
  create: may('create', 'Product')
    .meta({ journal: 'product.created' })
    .input(productFacts)
    .mutation(({ ctx, input }) => addProduct(ctx.act, input)),
  update: on('Product', 'edit')
    .meta({ journal: 'product.updated' })
    .input(updateProduct)
    .mutation(({ ctx, input }) => changeProduct(ctx.act, input)),
});
