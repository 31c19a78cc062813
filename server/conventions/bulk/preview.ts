import { validOn } from '@/server/access/actor';
import { proveAny } from '@/server/access/scope';
import { civilDate, toDbDate } from '@/server/clock';
import type { Db, Tx } from '@/server/db';
import { invalid } from '@/server/errors';
import { agreed, counted, listed } from '@/server/french';
import type { Context } from '@/server/trpc/context';
import { statusLabels } from '../transitions';
import {
  type Entry,
  endedStatuses,
  type LineChoices,
  MAX_LINES,
  type PreviewLine,
  parseList,
} from './domain';
import { academyOf, type Found, findCommunes } from './places';
import { readListFile } from './read-list';
import type { ListSource, PreviewBulk } from './schema';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: NonNullable<Context['actor']> };

/**
 * What a bulk would do, line by line, before anything is done. Writes nothing.
 * @throws AppError `invalid` when the list itself cannot be read.
 */
export async function previewBulk(ctx: Hatted, input: PreviewBulk): Promise<{ lines: PreviewLine[] }> {
  proveAny(ctx.ability, 'create', 'Project');
  const entries = await entriesOf(ctx, input.source, input);
  const choices = new Map<number, LineChoices>(input.choices.map((one) => [one.line, one]));
  const found = await findCommunes(ctx.db, ctx.actor, entries, choices);
  const ids = [...found.values()].flatMap((one) => ('authority' in one ? [one.authority.id] : []));
  const facts = await standingOf(ctx, [...new Set(ids)], input);
  const first = new Map<string, number>();
  return {
    lines: entries.map((entry) => {
      const place = found.get(entry.line) ?? { error: 'Cette ligne n’a pas pu être lue.' };
      return lineOf(entry, place, facts, choices.get(entry.line)?.project, first);
    }),
  };
}

async function entriesOf(ctx: Hatted, source: ListSource, { degree, sector }: PreviewBulk): Promise<Entry[]> {
  if (source.kind === 'file') return readListFile(Buffer.from(source.contentBase64, 'base64'));
  if (source.kind === 'place') return placeEntries(ctx, source, degree, sector);
  const entries = parseList(source.text);
  if (entries.length === 0) throw invalid({ text: 'Collez au moins une commune.' });
  if (entries.length > MAX_LINES)
    throw invalid({
      text: `La liste compte ${counted(entries.length, 'ligne')}\u00a0; le maximum est de ${counted(MAX_LINES, 'ligne')}.`,
    });
  return entries;
}

/** The communes of a département or of an EPCI that have schools of that degree and are within reach. */
async function placeEntries(
  { db, actor }: Hatted,
  { department, epci }: Extract<ListSource, { kind: 'place' }>,
  degree: string,
  sector: string,
): Promise<Entry[]> {
  if (!department && !epci) throw invalid({ place: 'Choisissez un département ou un EPCI.' });
  const rows = await db.$queryRaw<{ code: string; name: string }[]>`
    SELECT c."code", c."name" FROM "Commune" c JOIN "Department" d ON d."code" = c."departmentCode"
    LEFT JOIN "Authority" a ON a."kind" = 'commune' AND a."code" = c."code"
    WHERE (${department ?? ''} = '' OR c."departmentCode" = ${department ?? ''})
      AND (${epci ?? ''} = '' OR c."epciSiren" = ${epci ?? ''})
      AND (d."academyCode" = ${academyOf(actor) ?? ''} OR a."id" = ANY(${actor.authorityIds}::text[]))
      AND EXISTS (SELECT 1 FROM "School" s WHERE s."knownCommuneCode" = c."code" AND s."state" <> 'closed'
        AND s."degree" = ${degree}::"Degree" AND (${sector} = 'all' OR s."sector" = 'public'))
    ORDER BY c."searchName", c."code" LIMIT ${MAX_LINES}`;
  if (rows.length === 0)
    throw invalid({
      place: 'Aucune commune de ce territoire n’a d’école ouverte de ce degré dans l’annuaire.',
    });
  return rows.map(({ code, name }, index) => ({
    line: index + 1,
    said: name,
    name: null,
    code,
    siren: null,
    department: null,
  }));
}

type Standing = {
  schools: Map<string, { schools: number; elsewhere: number; carriers: string[] }>;
  projects: Map<string, NonNullable<PreviewLine['project']>[]>;
  conventions: Map<string, PreviewLine['conventions']>;
  signatories: Map<string, string>;
};

/** What each of these communes already has, for one degree: one query a kind of fact. */
async function standingOf(
  { db, now }: Hatted,
  ids: string[],
  { degree, sector }: Pick<PreviewBulk, 'degree' | 'sector'>,
): Promise<Standing> {
  const [schools, projects, conventions, signatories] = await Promise.all([
    db.$queryRaw<{ id: string; schools: number; elsewhere: number; carriers: string[] | null }[]>`
      SELECT a."id", count(DISTINCT s."uai")::int AS schools, count(DISTINCT s."uai") FILTER (WHERE p."id" IS NOT NULL)::int AS elsewhere,
        array_agg(DISTINCT carrier."name") FILTER (WHERE carrier."name" IS NOT NULL) AS carriers
      FROM "Authority" a JOIN "School" s ON s."knownCommuneCode" = a."code"
      LEFT JOIN "ProjectSchool" ps ON ps."uai" = s."uai" AND ps."removedOn" IS NULL
      LEFT JOIN "Project" p ON p."id" = ps."projectId" AND p."closedAt" IS NULL AND p."carrierId" <> a."id"
      LEFT JOIN "Authority" carrier ON carrier."id" = p."carrierId"
      WHERE a."id" = ANY(${ids}::text[]) AND s."degree" = ${degree}::"Degree" AND s."state" <> 'closed'
        AND (${sector} = 'all' OR s."sector" = 'public')
      GROUP BY a."id"`,
    db.project.findMany({
      where: { carrierId: { in: ids }, degree, closedAt: null },
      select: {
        id: true,
        name: true,
        carrierId: true,
        product: { select: { name: true } },
        _count: { select: { schools: { where: { removedOn: null } } } },
      },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
    livingConventions(db, ids, degree),
    db.membership.findMany({
      where: {
        role: 'authority_signatory',
        organisation: { authorityId: { in: ids } },
        ...validOn(toDbDate(civilDate(now))),
      },
      select: { user: { select: { name: true } }, organisation: { select: { authorityId: true } } },
      orderBy: { createdAt: 'desc' },
    }),
  ]);
  const projectsOf = new Map<string, NonNullable<PreviewLine['project']>[]>();
  for (const { carrierId, _count, product, ...one } of projects)
    projectsOf.set(carrierId, [
      ...(projectsOf.get(carrierId) ?? []),
      { ...one, schools: _count.schools, product: product?.name ?? null },
    ]);
  return {
    schools: new Map(schools.map(({ id, carriers, ...one }) => [id, { ...one, carriers: carriers ?? [] }])),
    projects: projectsOf,
    conventions,
    signatories: new Map(
      signatories.map(({ user, organisation }) => [organisation.authorityId ?? '', user.name ?? '']),
    ),
  };
}

/** Conventions of these communes and of this degree that have not ended, whoever signs for them. */
export async function livingConventions(
  db: Db | Tx,
  authorityIds: string[],
  degree: 'primary' | 'secondary',
): Promise<Map<string, PreviewLine['conventions']>> {
  const rows = await db.convention.findMany({
    where: {
      degree,
      kind: 'convention',
      status: { notIn: [...endedStatuses] },
      OR: [
        { authorityId: { in: authorityIds } },
        { beneficiaries: { some: { authorityId: { in: authorityIds } } } },
      ],
    },
    select: {
      id: true,
      number: true,
      status: true,
      authorityId: true,
      beneficiaries: { select: { authorityId: true } },
    },
    orderBy: { number: 'asc' },
  });
  const asked = new Set(authorityIds);
  const found = new Map<string, PreviewLine['conventions']>();
  for (const { authorityId, beneficiaries, ...convention } of rows)
    for (const id of new Set([authorityId, ...beneficiaries.map((one) => one.authorityId)]))
      if (asked.has(id)) found.set(id, [...(found.get(id) ?? []), convention]);
  return found;
}

function lineOf(
  { line, said }: Entry,
  place: Found,
  facts: Standing,
  chosenProject: string | undefined,
  first: Map<string, number>,
): PreviewLine {
  const blank: PreviewLine = {
    line,
    said,
    state: 'error',
    reason: null,
    warnings: [],
    authority: null,
    schools: 0,
    project: null,
    conventions: [],
    signatory: null,
    choose: null,
  };
  if ('error' in place) return { ...blank, reason: place.error };
  if ('choices' in place)
    return {
      ...blank,
      state: 'choice',
      reason: place.reason,
      choose: { what: 'commune', choices: place.choices },
    };
  const { authority, warnings } = place;
  const { id } = authority;
  const there = facts.schools.get(id) ?? { schools: 0, elsewhere: 0, carriers: [] };
  const projects = facts.projects.get(id) ?? [];
  const project = projects.length > 1 ? projects.find((one) => one.id === chosenProject) : projects[0];
  const known: PreviewLine = {
    ...blank,
    state: 'ready',
    warnings: [...warnings],
    authority: { id, name: authority.name, code: authority.code ?? '' },
    schools: project && project.schools > 0 ? project.schools : there.schools,
    project: project ?? null,
    conventions: facts.conventions.get(id) ?? [],
    signatory: facts.signatories.get(id) ?? null,
  };
  const twice = first.get(id);
  if (twice !== undefined)
    return {
      ...known,
      state: 'error',
      reason: `Déjà à la ligne ${twice}\u00a0: une commune n’est prise qu’une fois.`,
    };
  first.set(id, line);
  if (projects.length > 1 && !project)
    return {
      ...known,
      state: 'choice',
      reason: `${counted(projects.length, 'projet')} en cours pour cette commune\u00a0: choisissez celui de la convention.`,
      choose: {
        what: 'project',
        choices: projects.map((one) => ({
          id: one.id,
          label: one.name,
          detail: counted(one.schools, 'école'),
        })),
      },
    };
  if (known.schools === 0)
    return {
      ...known,
      state: 'error',
      reason: 'L’annuaire n’a aucune école ouverte de ce degré dans cette commune.',
    };
  if (known.conventions.length > 0)
    return { ...known, state: 'left_out', reason: already(known.conventions) };
  if (!project && there.elsewhere > 0) {
    const by = `porté par ${listed(there.carriers, 2)}`;
    if (there.elsewhere === there.schools)
      return { ...known, state: 'left_out', reason: `Toutes ses écoles sont déjà dans un projet ${by}.` };
    known.warnings.push(
      `${counted(there.elsewhere, 'école')} ${agreed(there.elsewhere, 'est', 'sont')} déjà dans un projet ${by}.`,
    );
  }
  return known;
}

/** « Convention 25-2026-0012 (en rédaction) déjà ouverte. » */
export function already(conventions: PreviewLine['conventions']): string {
  const named = conventions.map(
    ({ number, status }) => `${number} (${statusLabels[status].label.toLowerCase()})`,
  );
  return `${agreed(conventions.length, 'Convention', 'Conventions')} déjà en cours\u00a0: ${listed(named, 3)}.`;
}
