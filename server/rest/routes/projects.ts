import { z } from 'zod';
import { degreeLabels, phaseLabels, projectPhases } from '@/server/projects/domain';
import type { ProjectDetail, ProjectLine } from '@/server/projects/queries';
import {
  createProjectSchema,
  degreeField,
  listProjectsSchema,
  phaseField,
  setSchoolsSchema,
  updateProjectSchema,
  versionField,
} from '@/server/projects/schema';
import { pageOf, paging } from '../paging';
import { type Caller, route } from '../route';
import { wordsOf } from '../words';

const tag = 'Projets';
const day = z.string().nullable().describe('AAAA-MM-JJ');
const degree = z.enum(['primary', 'secondary']).describe(wordsOf(degreeLabels));
const phase = z.enum(projectPhases).describe(wordsOf(phaseLabels));

const projectLine = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  degree,
  phase,
  academyCode: z.string(),
  departmentCodes: z.array(z.string()),
  carrier: z.object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    siren: z.string().nullable(),
    code: z.string().nullable().describe('Code INSEE pour une commune.'),
  }),
  product: z.object({ id: z.string(), name: z.string() }).nullable(),
  startsOn: day,
  endsOn: day,
  closedOn: day,
  schools: z.int().describe('Nombre d’écoles présentes.'),
  attached: z.int().describe('Nombre d’écoles accrochées à l’AAF.'),
  updatedAt: z.iso.datetime(),
});

const project = projectLine.extend({
  standing: z.string().describe('« Où en est-on », en une phrase.'),
  marketReference: z.string().nullable(),
  marketEndsOn: day,
  academyLeadName: z.string().nullable(),
  academyLeadEmail: z.string().nullable(),
  authorityLeadName: z.string().nullable(),
  authorityLeadEmail: z.string().nullable(),
  uais: z.array(z.string()).describe('UAI des écoles présentes.'),
  conventions: z.array(
    z.object({ id: z.string(), number: z.string(), title: z.string(), status: z.string() }),
  ),
});

const lineOf = (line: ProjectLine): z.infer<typeof projectLine> => ({
  id: line.id,
  version: line.version,
  name: line.name,
  degree: line.degree,
  phase: line.phase,
  academyCode: line.academyCode,
  departmentCodes: line.departmentCodes,
  carrier: line.carrier,
  product: line.product,
  startsOn: line.startsOn,
  endsOn: line.endsOn,
  closedOn: line.closedOn,
  schools: line.schools,
  attached: line.attached,
  updatedAt: line.updatedAt.toISOString(),
});

async function projectOf(caller: Caller, detail: Omit<ProjectDetail, 'conventions'>) {
  const { leads, market } = detail;
  const schools = await caller.projects.schools({ id: detail.id });
  return {
    ...lineOf({ ...detail, conventions: detail.conventionList.length }),
    standing: detail.standing,
    marketReference: market.reference,
    marketEndsOn: market.endsOn,
    academyLeadName: leads.academy.name,
    academyLeadEmail: leads.academy.email,
    authorityLeadName: leads.authority.name,
    authorityLeadEmail: leads.authority.email,
    uais: schools.map(({ uai }) => uai),
    conventions: detail.conventionList.map(({ id, number, title, status }) => ({
      id,
      number,
      title,
      status,
    })),
  };
}

const read = async (caller: Caller, id: string) => projectOf(caller, await caller.projects.get({ id }));
const current = async (caller: Caller, params: Record<string, string>) =>
  (await caller.projects.get({ id: params.id ?? '' })).version;

export const projectRoutes = [
  route({
    method: 'GET',
    path: '/projects',
    tag,
    summary: 'Projets que ce rôle peut lire',
    scope: 'read',
    procedure: 'projects.list',
    query: z.object({
      q: z.string().max(200).optional().describe('Mots du nom, du porteur ou de la solution.'),
      degree: degreeField.optional().describe(wordsOf(degreeLabels)),
      phase: phaseField.optional().describe(wordsOf(phaseLabels)),
      department: z.string().max(3).optional().describe('Code du département.'),
      state: listProjectsSchema.shape.state.describe('active : en cours ; closed : clos ; all : tous'),
      ...paging,
    }),
    response: pageOf(projectLine),
    input: ({ query: { limit, ...query } }) => ({ ...query, size: limit, sort: 'created' as const }),
    answer: ({ items, nextCursor }) => ({ items: items.map(lineOf), nextCursor }),
  }),
  route({
    method: 'POST',
    path: '/projects',
    tag,
    summary: 'Créer un projet',
    description:
      'Le porteur est désigné par « carrierId », « carrierSiren » ou, pour une commune, « carrierInsee ».',
    scope: 'write',
    procedure: 'projects.create',
    body: z.strictObject(createProjectSchema.shape),
    status: 201,
    response: project,
    input: ({ body }) => body,
    answer: ({ id }, caller) => read(caller, id),
    etag: ({ version }) => version,
    location: ({ id }) => `/projects/${id}`,
  }),
  route({
    method: 'GET',
    path: '/projects/{id}',
    tag,
    summary: 'Un projet',
    scope: 'read',
    procedure: 'projects.get',
    response: project,
    input: ({ params }) => ({ id: params.id ?? '' }),
    answer: (detail, caller) => projectOf(caller, detail),
    etag: ({ version }) => version,
  }),
  route({
    method: 'PATCH',
    path: '/projects/{id}',
    tag,
    summary: 'Modifier un projet',
    description: 'Un champ absent reste comme il est ; null le vide. « version » peut remplacer If-Match.',
    scope: 'write',
    procedure: 'projects.update',
    body: z.strictObject({ ...updateProjectSchema.shape, version: versionField.optional() }),
    response: project,
    current,
    input: ({ params, body, version }) => ({ version, ...body, id: params.id ?? '' }),
    answer: (_, caller, { params }) => read(caller, params.id ?? ''),
    etag: ({ version }) => version,
  }),
  route({
    method: 'PUT',
    path: '/projects/{id}/schools',
    tag,
    summary: 'Remplacer la liste des écoles d’un projet',
    description:
      'La liste entière, par UAI : une école qui n’y figure pas quitte le projet. Une seule école refusée refuse le tout, avec les raisons dans « schools ».',
    scope: 'write',
    procedure: 'projects.setSchools',
    body: z.union([
      setSchoolsSchema.shape.uais,
      z.strictObject({ ...setSchoolsSchema.shape, version: versionField.optional() }),
    ]),
    response: z.object({
      version: z.int(),
      total: z.int(),
      added: z.array(z.string()),
      removed: z.array(z.string()),
      stillAttached: z
        .array(z.object({ uai: z.string(), name: z.string() }))
        .describe('Écoles sorties du projet dont l’accrochage à l’AAF est demandé ou en place.'),
    }),
    current,
    input: ({ params, body, version }) => ({
      version,
      ...(Array.isArray(body) ? { uais: body } : body),
      id: params.id ?? '',
    }),
    answer: (result) => result,
    etag: ({ version }) => version,
  }),
];
