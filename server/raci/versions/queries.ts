import { subject } from '@casl/ability';
import type { Project } from '@/prisma/generated/client';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { matrixAgreement } from '../agreement/domain';
import { legendOf, toContentRaci } from '../content';
import { matrixOfRows, whole } from '../load';
import { usageOf } from '../queries';
import { snapshotOf } from '../snapshot';
import { freezeErrors } from './errors';
import { sameMatrix } from './freeze';
import { frozenMatrix } from './last';
import type { VersionSnapshot } from './snapshot';

type Reader = Pick<Context, 'db' | 'ability'>;

/** The state of agreement when a version was frozen. */
export function agreementThen(snapshot: VersionSnapshot) {
  const answers = new Map(
    snapshot.answers.map((answer) => [`${answer.activityKey} ${answer.actorKey}`, answer] as const),
  );
  return matrixAgreement(snapshot, (activityKey, actorKey) => answers.get(`${activityKey} ${actorKey}`));
}

const head = {
  id: true,
  number: true,
  note: true,
  frozenAt: true,
  frozenByName: true,
  snapshot: true,
} as const;

/** The frozen versions of a project's matrix, last first, and what stands between the live one and the next. */
export async function listVersions(ctx: Reader, { id }: { id: string }) {
  const project = await ctx.db.project.findUnique({
    where: { id },
    include: {
      academy: { select: { settings: true } },
      raci: { include: { ...whole, versions: { orderBy: { number: 'desc' }, select: head } } },
    },
  });
  if (!project) throw notFound('Ce projet');
  const { raci, academy, ...row } = project;
  const versions = (raci?.versions ?? []).map(({ snapshot, frozenAt, ...version }) => {
    const kept = frozenMatrix(snapshot);
    return {
      ...version,
      frozenAt: frozenAt.toISOString(),
      activities: kept.activities.length,
      actors: kept.actors.length,
      agreement: agreementThen(kept).whole,
    };
  });
  const [last] = raci?.versions ?? [];
  return {
    project: { id, name: row.name },
    canEdit: ctx.ability.can('edit', subject('Project', row as Project)),
    isOpen: raci !== null,
    versions,
    live: raci && {
      version: raci.version,
      errors: freezeErrors(raci, academy.settings),
      /** The live matrix says something else than the last frozen version. */
      differs: last !== undefined && !sameMatrix(frozenMatrix(last.snapshot), snapshotOf(matrixOfRows(raci))),
    },
  };
}
export type MatrixVersions = Awaited<ReturnType<typeof listVersions>>;

/** One frozen version, to read. */
export async function versionOf(ctx: Reader, { id, number }: { id: string; number: number }) {
  const found = await ctx.db.raciVersion.findFirst({
    where: { number, matrix: { projectId: id } },
    select: {
      ...head,
      matrix: {
        select: { project: { select: { name: true, academy: { select: { settings: true } } } } },
      },
    },
  });
  if (!found?.matrix.project) throw notFound('Cette version de la matrice');
  const kept = frozenMatrix(found.snapshot);
  const { letters } = usageOf(found.matrix.project.academy.settings);
  const { whole: agreement, columns } = agreementThen(kept);
  return {
    project: { id, name: found.matrix.project.name },
    number: found.number,
    note: found.note,
    frozenAt: found.frozenAt.toISOString(),
    frozenByName: found.frozenByName,
    content: toContentRaci(kept, letters),
    legend: legendOf(letters),
    agreement,
    columns: kept.actors.map(({ key, label }) => ({ key, label, agreement: columns[key] ?? agreement })),
    objections: kept.answers
      .filter(({ stance }) => stance === 'objected')
      .map(({ activityKey, actorKey, comment, byName, at }) => ({
        activity: kept.activities.find(({ key }) => key === activityKey)?.label ?? activityKey,
        actor: kept.actors.find(({ key }) => key === actorKey)?.label ?? actorKey,
        comment,
        byName,
        at,
      })),
  };
}
export type MatrixVersion = Awaited<ReturnType<typeof versionOf>>;
