import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { myPreferences } from './account';
import { remind, setPreference } from './commands';
import { alertDepartments, alertsOfConvention, exportAlerts, listAlerts } from './queries';
import { listAlertsSchema, remindSchema, setPreferenceSchema } from './schema';

/** For every hat: each alert is computed from what the hat reads. */
export const alertsRouter = router({
  list: may('read', 'School')
    .input(listAlertsSchema)
    .query(({ ctx, input }) => listAlerts(ctx, input)),
  export: may('read', 'School')
    .input(listAlertsSchema)
    .query(({ ctx, input }) => exportAlerts(ctx, input)),
  departments: may('read', 'School').query(({ ctx }) => alertDepartments(ctx)),
  ofConvention: on('Convention').query(({ ctx, input }) => alertsOfConvention(ctx, input)),
  remind: may('remind', 'Convention')
    .meta({ journal: 'alert.reminded' })
    .input(remindSchema)
    .mutation(({ ctx, input }) => remind(ctx.act, ctx, input)),
  preferences: may('read', 'ApiToken').query(({ ctx }) => myPreferences(ctx)),
  setPreference: may('edit', 'ApiToken')
    .meta({ journal: 'mail.preference_set' })
    .input(setPreferenceSchema)
    .mutation(({ ctx, input }) => setPreference(ctx.act, input)),
});
