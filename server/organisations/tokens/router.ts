import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { makeToken, revokeToken } from './commands';
import { listTokens } from './queries';
import { createToken } from './schema';

/** Personal tokens of the REST door. Made and revoked on screen only: a token never makes another. */
export const tokensRouter = router({
  list: may('read', 'ApiToken').query(({ ctx }) => listTokens(ctx)),
  bearer: may('read', 'ApiToken').query(({ ctx }) => {
    const { userName, email, role, quality, organisation, academyCode, departmentCode } = ctx.actor;
    return { name: userName, email, role, quality, organisation, academyCode, departmentCode };
  }),
  create: may('create', 'ApiToken')
    .meta({ journal: 'token.created' })
    .input(createToken)
    .mutation(({ ctx, input }) => makeToken(ctx.act, input)),
  revoke: on('ApiToken', 'edit')
    .meta({ journal: 'token.revoked' })
    .mutation(({ ctx, input }) => revokeToken(ctx.act, input.id)),
});
