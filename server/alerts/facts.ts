import type { Prisma } from '@/prisma/generated/client';
import { detachTasksWithin } from '@/server/aaf/detach-tasks';
import type { Ability } from '@/server/access/rules';
import { scope } from '@/server/access/scope';
import { addDays } from '@/server/calendar';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import {
  currentOpinions,
  factsOf,
  type LightConvention,
  movingConventions,
} from '@/server/dashboard/convention-tasks';
import type { Db } from '@/server/db';
import { academySettings } from '@/server/organisations/settings';
import { aafWaits } from './aaf-waits';
import { activityFacts } from './activity-facts';
import { askedColumns } from './asked-columns';
import { type AlertSettings, defaultAlertSettings } from './domain';
import type {
  ActivityFact,
  AlertFacts,
  DetachFact,
  LivingConvention,
  MovingConvention,
  Named,
  NextStep,
} from './fact-types';
import { closedSchools, schoolsInTwo } from './school-facts';

/** How far the facts are looked for: what a person reads, or everything for the application itself. */
export type Reach = {
  conventions: Prisma.ConventionWhereInput;
  projects: Prisma.ProjectWhereInput;
  attachments: Prisma.AafAttachmentWhereInput;
  mails: Prisma.OutgoingMailWhereInput;
  steps: Prisma.FollowUpStepWhereInput;
};

export const reachOf = (ability: Ability): Reach => ({
  conventions: scope(ability, 'read', 'Convention'),
  projects: scope(ability, 'read', 'Project'),
  attachments: scope(ability, 'read', 'AafAttachment'),
  mails: scope(ability, 'read', 'OutgoingMail'),
  steps: scope(ability, 'read', 'FollowUpStep'),
});

/** The application's own reach, for its scheduled mails; what a person receives is bounded again by their rules. */
export const everything: Reach = { conventions: {}, projects: {}, attachments: {}, mails: {}, steps: {} };

const living = {
  id: true,
  number: true,
  title: true,
  status: true,
  statusSince: true,
  academyCode: true,
  departmentCodes: true,
  kind: true,
  origin: true,
  effectiveOn: true,
  endsOn: true,
  academy: { select: { fullName: true } },
  authority: { select: { name: true } },
  project: { select: { id: true, name: true, marketEndsOn: true, marketReference: true } },
  deliberation: { select: { number: true, transmittedOn: true, waiverReason: true } },
  successor: { select: { status: true } },
  texts: { where: { pdfId: { not: null } }, take: 1, select: { id: true } },
  scans: { where: { replacedAt: null }, take: 1, select: { id: true } },
} as const satisfies Prisma.ConventionSelect;
type LivingRow = Prisma.ConventionGetPayload<{ select: typeof living }>;

const openProject = {
  id: true,
  name: true,
  academyCode: true,
  departmentCodes: true,
  marketEndsOn: true,
  marketReference: true,
} as const satisfies Prisma.ProjectSelect;

/** All facts within a reach, and the rows that other readings (tasks, deadlines) are made from. */
export type Watch = {
  facts: AlertFacts;
  movingRows: LightConvention[];
  livingRows: LivingRow[];
  projects: Prisma.ProjectGetPayload<{ select: typeof openProject }>[];
  /** Steps still to be done, with their day. */
  steps: NextStep[];
  /** Activities of matrices that are blocked, or have a day. */
  activities: ActivityFact[];
};

/** States from which the schools of a convention count as covered, now or soon. */
const active = ['signed', 'in_force', 'suspended'] as const;

/**
 * Loads what alerts, dashboard tasks and deadlines are made from. The number of queries does not depend on the
 * number of conventions (alerts.test.ts counts them).
 */
export async function watch(db: Db, reach: Reach, now: Date): Promise<Watch> {
  const today = civilDate(now);
  const [movingRows, livingRows, projects, academies, aaf, detach, refused, steps, activities, asked] =
    await Promise.all([
      movingConventions(db, reach.conventions),
      db.convention.findMany({
        where: { AND: [reach.conventions, { status: { in: [...active] } }] },
        select: living,
      }),
      db.project.findMany({
        where: { AND: [reach.projects, { closedAt: null, marketEndsOn: { not: null } }] },
        select: openProject,
      }),
      db.academy.findMany({ select: { code: true, settings: true } }),
      aafWaits(db, reach.attachments),
      detachTasksWithin(db, reach.attachments),
      refusedMails(db, reach, today),
      nextSteps(db, reach.steps),
      activityFacts(db, reach.projects, today),
      askedColumns(db, reach.projects),
    ]);
  const coveringIds = livingRows.filter(({ kind }) => kind === 'convention').map(({ id }) => id);
  const listedIds = [...new Set([...coveringIds, ...movingRows.map(({ id }) => id)])];
  const [shared, closed] = await Promise.all([
    schoolsInTwo(db, coveringIds),
    closedSchools(db, listedIds, reach.attachments),
  ]);
  const named = new Map<string, Named>([...movingRows, ...livingRows].map((row) => [row.id, nameOf(row)]));
  const missing = [
    ...aaf.map(({ conventionId }) => conventionId),
    ...detach.map(({ convention }) => convention.id),
    ...closed.attached.map(({ conventionId }) => conventionId),
  ].filter((id) => !named.has(id));
  for (const row of await namesOf(db, [...new Set(missing)])) named.set(row.id, nameOf(row));
  const settings = new Map(academies.map((one) => [one.code, academySettings(one.settings).alerts]));
  return {
    movingRows,
    livingRows,
    projects,
    steps,
    activities,
    facts: {
      today,
      settingsOf: (code): AlertSettings => settings.get(code) ?? defaultAlertSettings,
      named,
      moving: movingRows.map((row) => movingFact(row, today)),
      living: livingRows.filter(({ kind }) => kind === 'convention').map(livingFact),
      shared,
      closedListed: closed.listed,
      closedAttached: closed.attached,
      aaf,
      detach: detachFacts(detach),
      refused,
      steps: steps.filter(({ dueOn }) => dueOn < today),
      activities: activities.filter(
        ({ blocked, dueOn }) => blocked !== null || (dueOn !== null && dueOn < today),
      ),
      asked,
    },
  };
}

const nameOf = (
  row: Pick<LivingRow, 'id' | 'number' | 'title' | 'academyCode' | 'departmentCodes'> & {
    academy: { fullName: string };
    authority: { name: string };
  },
): Named => ({
  id: row.id,
  number: row.number,
  title: row.title,
  academyCode: row.academyCode,
  academyName: row.academy.fullName,
  authorityName: row.authority.name,
  departmentCodes: row.departmentCodes,
});

const namesOf = (db: Db, ids: string[]) =>
  ids.length === 0
    ? []
    : db.convention.findMany({
        where: { id: { in: ids } },
        select: {
          id: true,
          number: true,
          title: true,
          academyCode: true,
          departmentCodes: true,
          academy: { select: { fullName: true } },
          authority: { select: { name: true } },
        },
      });

const movingFact = (row: LightConvention, today: string): MovingConvention => ({
  ...nameOf(row),
  facts: factsOf(row, today),
  sealReason: row.sealWait?.reason ?? null,
  statusSince: civilDate(row.statusSince),
  opinions: currentOpinions(row).map((one) => ({
    kind: one.kind,
    round: one.round,
    given: one.verdict !== null,
    requestedOn: civilDate(one.requestedAt),
    givenOn: one.givenAt ? civilDate(one.givenAt) : null,
    dueOn: fromDbDate(one.dueOn),
    unanswered: one.reservations.filter(({ answeredAt }) => answeredAt === null).length,
  })),
});

const signedStates: readonly string[] = ['signed', 'in_force', 'suspended'];

function livingFact(row: LivingRow): LivingConvention {
  const { project, deliberation } = row;
  const marketEndsOn = fromDbDate(project.marketEndsOn);
  return {
    ...nameOf(row),
    status: row.status,
    statusSince: civilDate(row.statusSince),
    endsOn: fromDbDate(row.endsOn),
    successorSigned: row.successor !== null && signedStates.includes(row.successor.status),
    project: { id: project.id, name: project.name },
    market: marketEndsOn ? { endsOn: marketEndsOn, reference: project.marketReference } : null,
    deliberation:
      deliberation?.number && !deliberation.waiverReason
        ? { number: deliberation.number, transmittedOn: fromDbDate(deliberation.transmittedOn) }
        : null,
    scanMissing: row.origin === 'taken_over' && row.texts.length === 0 && row.scans.length === 0,
  };
}

function detachFacts(tasks: Awaited<ReturnType<typeof detachTasksWithin>>): DetachFact[] {
  const byConvention = new Map<string, DetachFact>();
  for (const { convention, since, action, why } of tasks) {
    const fact = byConvention.get(convention.id) ?? { conventionId: convention.id, since, acts: [] };
    const known = fact.acts.find((one) => one.action === action && one.why === why);
    if (known) known.count += 1;
    else fact.acts.push({ action, why, count: 1 });
    byConvention.set(convention.id, fact);
  }
  return [...byConvention.values()];
}

/** Mails of the last thirty days that were refused, or whose delivery is uncertain, by académie. */
async function refusedMails(db: Db, { mails }: Reach, today: string) {
  const groups = await db.outgoingMail.groupBy({
    by: ['academyCode'],
    where: {
      AND: [
        mails,
        {
          state: { in: ['refused', 'uncertain'] },
          academyCode: { not: null },
          createdAt: { gte: toDbDate(addDays(today, -30)) },
        },
      ],
    },
    _count: true,
    _max: { createdAt: true },
  });
  return groups.map(({ academyCode, _count, _max }) => ({
    academyCode: academyCode ?? '',
    count: _count,
    since: _max.createdAt ? civilDate(_max.createdAt) : today,
  }));
}

/** Steps of projects still to be done that have a day. */
async function nextSteps(db: Db, within: Prisma.FollowUpStepWhereInput): Promise<NextStep[]> {
  const rows = await db.followUpStep.findMany({
    where: { AND: [within, { doneAt: null, dueOn: { not: null }, project: { is: { closedAt: null } } }] },
    select: {
      id: true,
      text: true,
      dueOn: true,
      ownerMembershipId: true,
      ownerName: true,
      project: { select: { id: true, name: true, academyCode: true, departmentCodes: true } },
    },
  });
  return rows.flatMap(({ id, text, dueOn, ownerMembershipId, ownerName, project }): NextStep[] =>
    dueOn === null
      ? []
      : [
          {
            id,
            project,
            what: text,
            owner: ownerName ? { membershipId: ownerMembershipId, name: ownerName } : null,
            dueOn: fromDbDate(dueOn),
          },
        ],
  );
}
