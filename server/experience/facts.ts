import { civilDate, fromDbDate } from '@/server/clock';
import type { Db, Tx } from '@/server/db';
import type { ExperienceFacts } from './domain';

/** What the application knows of the sheet's project on that day: shown while drafting, frozen at publication. */
export async function factsOf(
  db: Db | Tx,
  report: { academyCode: string; projectId: string | null },
  at: Date,
): Promise<ExperienceFacts> {
  const academy = await db.academy.findUniqueOrThrow({
    where: { code: report.academyCode },
    select: { name: true },
  });
  const project = report.projectId
    ? await db.project.findUnique({
        where: { id: report.projectId },
        select: {
          name: true,
          startsOn: true,
          endsOn: true,
          carrier: { select: { name: true } },
          product: { select: { name: true } },
          conventions: {
            where: { status: 'in_force', kind: 'convention' },
            orderBy: { effectiveOn: 'desc' },
            take: 1,
            select: { number: true },
          },
          _count: { select: { schools: { where: { removedOn: null } } } },
        },
      })
    : null;
  return {
    asOf: civilDate(at),
    academyName: academy.name,
    projectName: project?.name ?? null,
    carrierName: project?.carrier.name ?? null,
    productName: project?.product?.name ?? null,
    schools: project ? project._count.schools : null,
    startsOn: fromDbDate(project?.startsOn ?? null),
    endsOn: fromDbDate(project?.endsOn ?? null),
    conventionNumber: project?.conventions[0]?.number ?? null,
  };
}
