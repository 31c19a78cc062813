import { historyOf } from '@/server/audit/queries';
import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { changeSettings } from './commands';
import { getAcademy, listAcademies } from './queries';
import { updateSettings } from './schema';

export const academiesRouter = router({
  list: may('edit', 'Academy').query(({ ctx }) => listAcademies(ctx)),
  get: on('Academy', 'edit').query(({ ctx, input }) => getAcademy(ctx, input)),
  history: on('Academy', 'edit').query(({ ctx, input }) => historyOf(ctx, 'Academy', input.id)),
  changeSettings: on('Academy', 'edit')
    .meta({ journal: 'academy.settings_changed' })
    .input(updateSettings)
    .mutation(({ ctx, input }) => changeSettings(ctx.act, input)),
});
