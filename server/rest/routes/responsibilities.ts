import { z } from 'zod';
import { phaseLabels, projectPhases } from '@/server/projects/domain';
import { actorKinds, meaningLabels, meanings, parties, partyLabels } from '@/server/raci/domain';
import type { MatrixView } from '@/server/raci/queries';
import { type Caller, route } from '../route';
import { wordsOf } from '../words';

const tag = 'Responsabilités';
const meaning = z.enum(meanings).describe(wordsOf(meaningLabels));

const matrix = z.object({
  projectId: z.string(),
  opened: z
    .boolean()
    .describe('Faux tant que personne n’a ouvert la matrice\u00a0: la convention reprend le modèle.'),
  version: z.int().describe('Croît à chaque écriture\u00a0; 0 tant qu’elle n’est pas ouverte.'),
  actors: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      short: z.string(),
      party: z.enum(parties).describe(wordsOf(partyLabels)),
      kind: z.enum(actorKinds),
      within: z.string().nullable().describe('Clé de l’organisation dans laquelle se tient cet acteur.'),
    }),
  ),
  activities: z.array(
    z.object({
      key: z.string(),
      number: z.int(),
      phase: z.enum(projectPhases).describe(wordsOf(phaseLabels)),
      label: z.string(),
      cells: z
        .record(z.string(), z.array(meaning))
        .describe('Par clé d’acteur\u00a0; un acteur absent n’y prend pas part.'),
    }),
  ),
  problems: z.array(
    z.object({
      severity: z.enum(['error', 'warning']),
      code: z.string(),
      activity: z.string().nullable(),
      actor: z.string().nullable(),
      message: z.string(),
    }),
  ),
});

function matrixOf({ project, matrix: open }: MatrixView): z.infer<typeof matrix> {
  if (!open)
    return { projectId: project.id, opened: false, version: 0, actors: [], activities: [], problems: [] };
  return {
    projectId: project.id,
    opened: true,
    version: open.version,
    actors: open.actors.map(({ key, label, short, party, kind, within }) => ({
      key,
      label,
      short,
      party,
      kind,
      within,
    })),
    activities: open.phases
      .flatMap(({ activities }) => activities)
      .map(({ key, number, phase, label, cells }) => ({
        key,
        number,
        phase,
        label,
        cells: Object.fromEntries(
          Object.entries(cells).flatMap(([actor, cell]) =>
            cell.meanings.length > 0 ? [[actor, cell.meanings]] : [],
          ),
        ),
      })),
    problems: open.problems.map(({ severity, code, activityKey, actorKey, message }) => ({
      severity,
      code,
      activity: activityKey,
      actor: actorKey,
      message,
    })),
  };
}

const read = async (caller: Caller, id: string) => matrixOf(await caller.raci.matrix({ id }));

/** Cells by the keys that the matrix gives. */
const cells = z
  .array(
    z.strictObject({
      activity: z.string().min(1).max(64).describe('Clé de l’activité.'),
      actor: z.string().min(1).max(64).describe('Clé de l’acteur.'),
      meanings: z.array(meaning).max(meanings.length).describe('Vide\u00a0: l’acteur n’y prend pas part.'),
    }),
  )
  .min(1)
  .max(5_000);

export const responsibilityRoutes = [
  route({
    method: 'GET',
    path: '/projects/{id}/responsibilities',
    tag,
    summary: 'La matrice des responsabilités d’un projet',
    scope: 'read',
    procedure: 'raci.matrix',
    response: matrix,
    input: ({ params }) => ({ id: params.id ?? '' }),
    answer: matrixOf,
    etag: ({ version }) => version,
  }),
  route({
    method: 'POST',
    path: '/projects/{id}/responsibilities',
    tag,
    summary: 'Ouvrir la matrice d’un projet depuis son modèle',
    description: 'Une matrice déjà ouverte reste telle qu’elle est.',
    scope: 'write',
    procedure: 'raci.start',
    response: matrix,
    input: ({ params }) => ({ id: params.id ?? '' }),
    answer: (_, caller, { params }) => read(caller, params.id ?? ''),
    etag: ({ version }) => version,
  }),
  route({
    method: 'PATCH',
    path: '/projects/{id}/responsibilities',
    tag,
    summary: 'Écrire des cases de la matrice',
    description:
      'Toutes ou aucune. Les cases absentes restent comme elles sont\u00a0; le dernier qui écrit une case est gardé.',
    scope: 'write',
    procedure: 'raci.setCells',
    body: z.strictObject({ cells }),
    response: matrix,
    prepare: (caller, { params }) => caller.raci.matrix({ id: params.id ?? '' }),
    input: ({ params, body, prepared }) => {
      const known = new Map(
        prepared.matrix?.phases.flatMap(({ activities }) => activities).map((one) => [one.key, one]),
      );
      return {
        id: params.id ?? '',
        cells: body.cells.map(({ activity, actor, meanings: given }) => ({
          // What is not in the matrix is refused by the procedure, by its place.
          activityId: known.get(activity)?.id ?? activity,
          actorKey: actor,
          meanings: given,
          version: known.get(activity)?.cells[actor]?.version ?? 0,
        })),
      };
    },
    answer: (_, caller, { params }) => read(caller, params.id ?? ''),
    etag: ({ version }) => version,
  }),
];
