import type { ProjectPhase } from '@/prisma/generated/enums';
import type { PersonAct } from '../audit/journal';
import { addDays } from '../calendar';
import { civilDate, startOfDay, toDbDate } from '../clock';
import { nextNumber } from '../conventions/number';
import type { Tx } from '../db';
import { departmentsOf } from '../projects/commands';
import type { Course } from './course';
import type { LinePlan } from './plan';
import { enterProject, type StayTraces } from './stays';
import { takeoverTemplateVersion } from './template';
import type { TakenState } from './values';

/** What a line did, for its report and for undoing. */
export type LineTraces = StayTraces & { projectId: string; projectMade: boolean };

/** The phase of a project that one learns of by its convention. */
const phaseOf: Record<TakenState, ProjectPhase> = {
  signed: 'deployment',
  in_force: 'operation',
  suspended: 'operation',
  expired: 'renewal',
  renewed: 'renewal',
  terminated: 'evaluation',
};

const liveliest: readonly TakenState[] = [
  'in_force',
  'suspended',
  'signed',
  'renewed',
  'expired',
  'terminated',
];

/** The phase of the project of several conventions: that of the liveliest. */
export function phaseOfAll(states: readonly TakenState[]): ProjectPhase {
  const first = liveliest.find((state) => states.includes(state));
  return first ? phaseOf[first] : 'operation';
}

/** True while the convention still counts: its schools stay in the project. */
export const isRunning = (state: TakenState) => ['signed', 'in_force', 'suspended'].includes(state);

/** Rows of ConventionStage from the dated stays of a course. */
export const stageRows = (course: Course) =>
  course.stages.map(({ status, from, to }) => ({
    status,
    since: startOfDay(from),
    until: to ? startOfDay(to) : null,
  }));

/** Since when it is in its state: the beginning of its last stay. */
export const sinceOf = (course: Course): Date => startOfDay(course.stages.at(-1)?.from ?? course.effectiveOn);

/**
 * Makes one convention of one line, with all that hangs on it, in the caller's transaction. The plan has no error.
 * @param phase of the project, if this line is the one that makes it
 */
export async function makeConvention(
  tx: Tx,
  act: PersonAct,
  takeover: { id: string; academyCode: string },
  plan: LinePlan,
  phase: ProjectPhase,
) {
  const { facts, place, degree } = plan;
  const { course } = facts;
  if (!place || !degree || !course) throw new Error(`line ${plan.line} has no plan`);
  const { project, made } = await projectOf(tx, act, takeover.academyCode, plan, phase);
  const uais = plan.schools.map(({ uai }) => uai);
  const last = course.terminatesOn ?? (course.endsOn ? addDays(course.endsOn, 1) : null);
  const stays = await enterProject(tx, project.id, uais, {
    from: course.effectiveOn,
    to: isRunning(course.status) ? null : last,
  });
  const departments = await departmentsOf(tx, project.id, place.departmentCode);
  const departmentCodes = [
    ...new Set([...departments, ...plan.schools.map(({ departmentCode }) => departmentCode)]),
  ].sort();
  await tx.project.update({ where: { id: project.id }, data: { departmentCodes } });
  const number = await nextNumber(tx, takeover.academyCode, Number(civilDate(act.now).slice(0, 4)));
  const created = await tx.convention.create({
    data: {
      number,
      externalReference: facts.reference,
      academyCode: takeover.academyCode,
      projectId: project.id,
      authorityId: place.id,
      productId: plan.product?.id ?? null,
      templateVersionId: await takeoverTemplateVersion(tx),
      origin: 'taken_over',
      title: `Convention ENT – ${place.name}`,
      degree,
      status: course.status,
      effectiveOn: toDbDate(course.effectiveOn),
      durationMonths: course.durationMonths,
      endsOn: course.endsOn ? toDbDate(course.endsOn) : null,
      terminatesOn: course.terminatesOn ? toDbDate(course.terminatesOn) : null,
      signedAt: course.signedOn ? startOfDay(course.signedOn) : null,
      statusSince: sinceOf(course),
      departmentCodes,
      createdAt: act.now,
      stages: { create: stageRows(course) },
      schools: { create: uais.map((uai) => ({ uai, entryOn: toDbDate(course.effectiveOn) })) },
      takenOver: {
        create: {
          takeoverId: takeover.id,
          line: plan.line,
          statedAs: facts.statedAs,
          signedOn: course.signedOn ? toDbDate(course.signedOn) : null,
          note: facts.note,
          allSchools: facts.allSchools,
        },
      },
      ...(facts.deliberationNumber || facts.deliberationOn
        ? {
            deliberation: {
              create: {
                number: facts.deliberationNumber,
                sessionOn: facts.deliberationOn ? toDbDate(facts.deliberationOn) : null,
                enteredAt: act.now,
                enteredById: act.actor.userId,
              },
            },
          }
        : {}),
    },
    select: { id: true, version: true },
  });
  const traces: LineTraces = { projectId: project.id, projectMade: made, ...stays };
  return {
    id: created.id,
    version: created.version,
    number,
    traces,
    journal: [
      ...(made
        ? [
            {
              chain: takeover.academyCode,
              action: 'project.created',
              objectType: 'Project',
              objectId: project.id,
              after: { name: project.name, degree, carrier: place.name, phase },
            },
          ]
        : []),
      {
        chain: takeover.academyCode,
        action: 'convention.taken_over',
        objectType: 'Convention',
        objectId: created.id,
        after: {
          number,
          reference: facts.reference,
          projectId: project.id,
          takeoverId: takeover.id,
          line: plan.line,
          status: course.status,
          effectiveOn: course.effectiveOn,
          endsOn: course.endsOn,
          schools: uais.length,
          version: created.version,
        },
      },
    ],
  };
}

/** The active project of that collectivité and degree, or a new one. */
async function projectOf(tx: Tx, act: PersonAct, academyCode: string, plan: LinePlan, phase: ProjectPhase) {
  const { place, degree, product } = plan;
  if (!place || !degree) throw new Error('a line without a place has no project');
  const open = await tx.project.findMany({
    where: { academyCode, carrierId: place.id, degree, closedAt: null },
    orderBy: { createdAt: 'asc' },
    select: { id: true, name: true, productId: true },
  });
  const found = open.find(({ productId }) => product && productId === product.id) ?? open[0];
  if (found) return { project: found, made: false };
  const project = await tx.project.create({
    data: {
      academyCode,
      carrierId: place.id,
      productId: product?.id ?? null,
      name: `ENT ${degree === 'primary' ? 'des écoles' : 'du second degré'} – ${place.name}`,
      degree,
      phase,
      departmentCodes: place.departmentCode ? [place.departmentCode] : [],
      startsOn: plan.facts.course ? toDbDate(plan.facts.course.effectiveOn) : null,
      createdAt: act.now,
    },
    select: { id: true, name: true },
  });
  return { project, made: true };
}
