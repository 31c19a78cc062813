import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { resendMail } from './commands';
import { getMail, listMails } from './queries';
import { listMailsSchema } from './schema';

/** Outgoing mail, for the operator and, as far as it is about their académie, for the DANE. */
export const mailsRouter = router({
  list: may('read', 'OutgoingMail')
    .input(listMailsSchema)
    .query(({ ctx, input }) => listMails(ctx, input)),
  get: on('OutgoingMail').query(({ ctx, input }) => getMail(ctx, input)),
  resend: on('OutgoingMail', 'edit')
    .meta({ journal: 'mail.resent' })
    .mutation(({ ctx, input }) => resendMail(ctx.act, input)),
});
