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
        `Sortie de l’annexe de la convention ${row.convention.number}.`,
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

/**
 * Schools that were suspended in the AAF while their convention was, and whose suspension is lifted: nothing is
 * attached again without a person either. One that was suspended before or after has its own reason and stays.
 */
export async function resumeTasks(ctx: Reader) {
  const rows = await ctx.db.aafAttachment.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'AafAttachment'),
        {
          status: 'suspended',
          convention: { is: { status: 'in_force', stages: { some: { status: 'suspended' } } } },
          // Still in its annex: one that left it is to be detached.
          school: { is: { conventionSchools: { some: { leftOn: null } } } },
        },
      ],
    },
    include: {
      school: {
        select: {
          name: true,
          communeName: true,
          conventionSchools: { where: { leftOn: null }, select: { conventionId: true } },
        },
      },
      convention: {
        select: {
          id: true,
          number: true,
          productId: true,
          statusSince: true,
          stages: { where: { status: 'suspended' }, orderBy: { since: 'desc' }, take: 1 },
        },
      },
    },
    orderBy: [{ convention: { number: 'asc' } }, { uai: 'asc' }],
  });
  return rows
    .filter(({ statusSince, school, productId, conventionId, convention }) => {
      const [stage] = convention.stages;
      return (
        stage?.until &&
        statusSince >= stage.since &&
        statusSince <= stage.until &&
        productId === convention.productId &&
        school.conventionSchools.some((one) => one.conventionId === conventionId)
      );
    })
    .map((row) => task(row, 'resume', `La suspension de la convention ${row.convention.number} est levée.`));
}

export type ResumeTask = Awaited<ReturnType<typeof resumeTasks>>[number];

function task<Action extends 'detach' | 'suspend' | 'reject' | 'resume'>(
  row: {
    id: string;
    version: number;
    uai: string;
    status: RowStatus;
    school: { name: string; communeName: string };
    convention: { id: string; number: string; statusSince: Date };
  },
  action: Action,
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
