import { scope } from '../../access/scope';
import type { Context } from '../../trpc/context';

/** Open projects for which this person may draft a convention, with what the choice needs to show. */
export async function startableProjects(ctx: Context) {
  const projects = await ctx.db.project.findMany({
    where: { AND: [scope(ctx.ability, 'edit', 'Project'), { closedAt: null }] },
    orderBy: { name: 'asc' },
    take: 1000,
    select: {
      id: true,
      name: true,
      carrier: { select: { name: true } },
      _count: {
        select: { schools: { where: { removedOn: null } }, conventions: { where: { kind: 'convention' } } },
      },
    },
  });
  return projects.map(({ _count, carrier, ...project }) => ({
    ...project,
    carrierName: carrier.name,
    schools: _count.schools,
    conventions: _count.conventions,
  }));
}

export type StartableProject = Awaited<ReturnType<typeof startableProjects>>[number];
