import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate } from '@/server/clock';
import { notFound } from '@/server/errors';
import { schoolHistory } from '@/server/territory/history';
import { natureLabel } from '@/server/territory/natures';
import type { Context } from '@/server/trpc/context';
import { chainSql } from './chain';
import { perimeterSql, stagePerimeter } from './perimeter';
import { type SchoolStages, stageColumns } from './queries';

export type SchoolView = Awaited<ReturnType<typeof schoolView>>;

/**
 * One school: what the directory says, its links in the chain when it is in one's perimeter, and the projects,
 * conventions and attachments that the rules let one open.
 */
export async function schoolView(
  ctx: Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor },
  { id: uai }: { id: string },
) {
  const asOf = civilDate(ctx.now);
  const school = await ctx.db.school.findUnique({
    where: { uai },
    include: { department: { select: { name: true, academy: { select: { name: true } } } } },
  });
  if (!school) throw notFound('Cette école');
  const chain = chainSql({ asOf, sector: 'all', departments: [school.departmentCode] });
  const mine = perimeterSql(stagePerimeter(ctx.actor));
  const [links, projects, conventions, attachments, history] = await Promise.all([
    ctx.db.$queryRaw<(SchoolStages & { mine: boolean })[]>`SELECT ${stageColumns}, (${mine}) AS "mine"
      FROM (${chain}) c WHERE c."uai" = ${uai}`,
    ctx.db.project.findMany({
      where: {
        AND: [scope(ctx.ability, 'read', 'Project'), { schools: { some: { uai, removedOn: null } } }],
      },
      select: { id: true, name: true, closedAt: true, carrier: { select: { name: true } } },
      orderBy: { createdAt: 'desc' },
    }),
    ctx.db.convention.findMany({
      where: {
        AND: [scope(ctx.ability, 'read', 'Convention'), { schools: { some: { uai, leftOn: null } } }],
      },
      select: { id: true, number: true, status: true, endsOn: true },
      orderBy: { number: 'desc' },
    }),
    ctx.db.aafAttachment.findMany({
      where: { AND: [scope(ctx.ability, 'read', 'AafAttachment'), { uai }] },
      select: { id: true, status: true, statusSince: true, product: { select: { name: true } } },
      orderBy: { statusSince: 'desc' },
    }),
    schoolHistory(ctx.db, uai),
  ]);
  const [link] = links;
  return {
    uai: school.uai,
    name: school.name,
    nature: natureLabel(school.nature),
    degree: school.degree,
    sector: school.sector,
    address: [school.address, school.postalCode, school.communeName].filter(Boolean).join(', '),
    communeName: school.communeName,
    department: { code: school.departmentCode, name: school.department.name },
    academyName: school.department.academy.name,
    constituency: school.constituency,
    state: school.state,
    openedOn: fromDbDate(school.openedOn),
    closedOn: fromDbDate(school.closedOn),
    demonstration: school.demonstration,
    asOf,
    /** False when it is closed, not open yet, or replaced by the real directory: it is not counted. */
    counted: link !== undefined,
    /** Null outside the perimeter. */
    stages: link?.mine
      ? {
          inProject: link.inProject,
          signed: link.signed,
          conventioned: link.conventioned,
          attached: link.attached,
          used: link.used,
          measured: link.measured,
        }
      : null,
    projects: projects.map(({ carrier, closedAt, ...project }) => ({
      ...project,
      carrierName: carrier.name,
      closed: closedAt !== null,
    })),
    conventions: conventions.map((one) => ({ ...one, endsOn: fromDbDate(one.endsOn) })),
    /** What the directories told of it over time; public, as they are. */
    history,
    firstSeenOn: civilDate(school.firstSeenAt),
    attachments: attachments.map(({ product, ...one }) => ({ ...one, productName: product.name })),
  };
}
