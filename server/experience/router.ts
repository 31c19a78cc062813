import { z } from 'zod';
import { historyOf } from '@/server/audit/queries';
import { router } from '@/server/trpc/init';
import { may, on, open } from '@/server/trpc/procedures';
import {
  createExperience as create,
  publishExperience as publish,
  unpublishExperience as unpublish,
  updateExperience as update,
} from './commands';
import {
  experienceDetail,
  listExperiences,
  listPublicExperiences,
  publicExperience,
  writableProjects,
} from './queries';
import {
  createExperience,
  listExperience,
  publishExperience,
  unpublishExperience,
  updateExperience,
} from './schema';

export const experienceRouter = router({
  list: may('read', 'ExperienceReport')
    .input(listExperience)
    .query(({ ctx, input }) => listExperiences(ctx, input)),
  get: on('ExperienceReport').query(({ ctx, input }) => experienceDetail(ctx, input.id)),
  publicList: open.input(listExperience).query(({ ctx, input }) => listPublicExperiences(ctx, input)),
  publicGet: open
    .input(z.object({ id: z.string().max(64) }))
    .query(({ ctx, input }) => publicExperience(ctx, input.id)),
  projects: may('create', 'ExperienceReport').query(({ ctx }) => writableProjects(ctx)),
  history: on('ExperienceReport', 'edit')
    .input(z.object({ before: z.string().max(40).optional() }))
    .query(({ ctx, input }) => historyOf(ctx, 'ExperienceReport', input.id, { before: input.before })),
  create: may('create', 'ExperienceReport')
    .meta({ journal: 'experience.created' })
    .input(createExperience)
    .mutation(({ ctx, input }) => create(ctx.act, input)),
  update: on('ExperienceReport', 'edit')
    .meta({ journal: 'experience.edited' })
    .input(updateExperience)
    .mutation(({ ctx, input }) => update(ctx.act, input)),
  publish: on('ExperienceReport', 'publish')
    .meta({ journal: 'experience.published' })
    .input(publishExperience)
    .mutation(({ ctx, input }) => publish(ctx.act, input)),
  unpublish: on('ExperienceReport', 'publish')
    .meta({ journal: 'experience.unpublished' })
    .input(unpublishExperience)
    .mutation(({ ctx, input }) => unpublish(ctx.act, input)),
});
