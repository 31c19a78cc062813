import { router } from '@/server/trpc/init';
import { may } from '@/server/trpc/procedures';
import { createFeed, revokeFeed } from './commands';
import { myFeed } from './queries';

/** One's own calendar address: like a token, it belongs to the person and to nobody else. */
export const calendarFeedRouter = router({
  mine: may('read', 'ApiToken').query(({ ctx }) => myFeed(ctx)),
  create: may('create', 'ApiToken')
    .meta({ journal: 'calendar.feed_created' })
    .mutation(({ ctx }) => createFeed(ctx.act)),
  revoke: may('edit', 'ApiToken')
    .meta({ journal: 'calendar.feed_revoked' })
    .mutation(({ ctx }) => revokeFeed(ctx.act)),
});
