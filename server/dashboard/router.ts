import { alertCount } from '@/server/alerts/queries';
import { router } from '@/server/trpc/init';
import { may } from '@/server/trpc/procedures';
import { deadlinesOf } from './deadlines';
import { dashboard } from './queries';

/** For every hat: what each line tells is filtered by the rules on what it names. */
export const dashboardRouter = router({
  get: may('read', 'School').query(({ ctx }) => dashboard(ctx)),
  deadlines: may('read', 'School').query(({ ctx }) => deadlinesOf(ctx)),
  waiting: may('read', 'School').query(async ({ ctx }) => ({ count: await alertCount(ctx) })),
});
