import type { Prisma, AafStatus as RowStatus } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { civilDate } from '../clock';
import type { Db } from '../db';
import type { Context } from '../trpc/context';
import type { AafStatus } from './domain';

type Reader = Pick<Context, 'db' | 'ability'>;

const ended = {
  suspended: 'est suspendue',
  expired: 'est échue',
  terminated: 'est résiliée',
  renewed: 'a été renouvelée par une autre',
  archived: 'est archivée',
  abandoned: 'a été abandonnée',
} as const;

/**
 * Schools still attached (or being tested) though their convention no longer covers them: it ended or is
 * suspended, or the school left its annex. Nothing is ever detached without a person: this is the list of what
 * waits for one.
 */
export function detachTasks(ctx: Reader) {
  return detachTasksWithin(ctx.db, scope(ctx.ability, 'read', 'AafAttachment'));
}

/** The same within a filter, for the application itself. */
export async function detachTasksWithin(db: Db, within: Prisma.AafAttachmentWhereInput) {
  const rows = await db.aafAttachment.findMany({
    where: {
      AND: [
        within,
        {
          OR: [
            {
              status: { in: ['test', 'attached', 'suspended'] },
              convention: {
                is: { status: { in: ['expired', 'terminated', 'renewed', 'archived', 'abandoned'] } },
              },
            },
            { status: 'attached', convention: { is: { status: 'suspended' } } },
          ],
        },
      ],
    },
    include: {
      school: { select: { name: true, communeName: true } },
      convention: {
        select: {
          id: true,
          number: true,
          status: true,
          statusSince: true,
          life: { select: { suspendedUais: true } },
        },
      },
    },
    orderBy: [{ convention: { number: 'asc' } }, { uai: 'asc' }],
  });
  // A suspension may concern some schools only; an empty list means all of them.
  const concerned = rows.filter(({ uai, convention }) => {
    const only = convention.life?.suspendedUais ?? [];
    return convention.status !== 'suspended' || only.length === 0 || only.includes(uai);
  });
  const left = await db.aafAttachment.findMany({
    where: {
      AND: [
        within,
        {
          status: { in: ['test', 'attached', 'suspended'] },
          convention: { is: { status: { in: ['signed', 'in_force', 'suspended'] } } },
          school: { is: { conventionSchools: { some: { leftOn: { not: null } } } } },
        },
      ],
    },
    include: {
      school: { select: { name: true, communeName: true, conventionSchools: true } },
      convention: { select: { id: true, number: true, status: true, statusSince: true } },
    },
    orderBy: [{ convention: { number: 'asc' } }, { uai: 'asc' }],
  });
  const outOfAnnex = left.filter(({ school, conventionId }) => {
    const stays = school.conventionSchools.filter((one) => one.conventionId === conventionId);
    return stays.length > 0 && stays.every(({ leftOn }) => leftOn !== null);
  });
  // Its convention took another solution by an avenant: the attachment to the old one is to be undone.
  const replaced = (
    await db.aafAttachment.findMany({
      where: {
        AND: [
          within,
          {
            status: { in: ['test', 'attached', 'suspended'] },
            convention: { is: { status: { in: ['signed', 'in_force', 'suspended'] } } },
            product: { is: { leftBy: { some: { newProductId: { not: null } } } } },
          },
        ],
      },
      include: {
        school: { select: { name: true, communeName: true } },
        convention: {
          select: { id: true, number: true, status: true, statusSince: true, productId: true },
        },
      },
      orderBy: [{ convention: { number: 'asc' } }, { uai: 'asc' }],
    })
  ).filter(
    (row) => row.productId !== row.convention.productId && !outOfAnnex.some(({ id }) => id === row.id),
  );
  return [
    ...concerned.map((row) => {
      const state = row.convention.status as keyof typeof ended;
      const action = row.status === 'test' ? 'reject' : state === 'suspended' ? 'suspend' : 'detach';
      return task(row, action, `La convention ${row.convention.number} ${ended[state]}.`);
    }),
    ...outOfAnnex.map((row) =>
      task(
        row,
        row.status === 'test' ? 'reject' : 'detach',
        `L’école a quitté l’annexe de la convention ${row.convention.number}.`,
      ),
    ),
    ...replaced.map((row) =>
      task(
        row,
        row.status === 'test' ? 'reject' : 'detach',
        `La convention ${row.convention.number} a changé de solution par avenant.`,
      ),
    ),
  ];
}

function task(
  row: {
    id: string;
    version: number;
    uai: string;
    status: RowStatus;
    school: { name: string; communeName: string };
    convention: { id: string; number: string; statusSince: Date };
  },
  action: 'detach' | 'suspend' | 'reject',
  why: string,
) {
  const { id, version, uai, status, school, convention } = row;
  return {
    id,
    version,
    uai,
    status: status as AafStatus,
    schoolName: school.name,
    communeName: school.communeName,
    convention: { id: convention.id, number: convention.number },
    since: civilDate(convention.statusSince),
    action,
    why,
  };
}

export type DetachTask = Awaited<ReturnType<typeof detachTasks>>[number];
