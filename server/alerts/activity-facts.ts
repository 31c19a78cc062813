import type { Prisma } from '@/prisma/generated/client';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import type { ActivityFact } from './fact-types';

/** Activities of running projects that are blocked, or have a day and are not done. */
export async function activityFacts(
  db: Db,
  projects: Prisma.ProjectWhereInput,
  today: string,
): Promise<ActivityFact[]> {
  const day = toDbDate(today);
  const rows = await db.raciActivity.findMany({
    where: {
      hidden: false,
      OR: [{ state: 'blocked' }, { state: { in: ['to_do', 'in_progress'] }, dueOn: { not: null } }],
      matrix: { is: { project: { is: { AND: [projects, { closedAt: null }] } } } },
    },
    select: {
      id: true,
      label: true,
      state: true,
      stateNote: true,
      stateAt: true,
      dueOn: true,
      matrix: {
        select: {
          project: { select: { id: true, name: true, academyCode: true, departmentCodes: true } },
        },
      },
      cells: {
        where: { meanings: { has: 'accountable' }, actor: { is: { hidden: false } } },
        select: {
          actor: {
            select: {
              label: true,
              party: true,
              kind: true,
              membershipId: true,
              membership: { select: { validUntil: true } },
            },
          },
        },
        orderBy: { actor: { position: 'asc' } },
      },
    },
  });
  return rows.flatMap(({ id, label, state, stateNote, stateAt, dueOn, matrix, cells }): ActivityFact[] => {
    if (!matrix.project) return [];
    return [
      {
        id,
        label,
        project: matrix.project,
        blocked: state === 'blocked' ? { why: stateNote, since: stateAt ? civilDate(stateAt) : today } : null,
        dueOn: fromDbDate(dueOn),
        accountable: cells.map(({ actor }) => {
          const until = actor.membership?.validUntil ?? null;
          const holds = actor.kind === 'person' && actor.membership && !(until && until < day);
          return {
            label: actor.label,
            party: actor.party,
            membershipId: holds ? actor.membershipId : null,
          };
        }),
      },
    ];
  });
}
