import { router } from '@/server/trpc/init';
import { may } from '@/server/trpc/procedures';
import { searchEverywhere } from './queries';
import { searchQuery } from './schema';

export const searchRouter = router({
  /** For every hat; each group is filtered by the rules on what it holds. */
  everywhere: may('read', 'School')
    .input(searchQuery)
    .query(({ ctx, input }) => searchEverywhere(ctx, input)),
});
