import { z } from 'zod';
import { aafStatuses, aafStatusLabels } from '@/server/aaf/domain';
import { aafDrawers, listAttachments, requestAttachments, transitionAttachments } from '@/server/aaf/schema';
import { aafActions } from '@/server/aaf/transitions';
import { pageOf, paging } from '../paging';
import { route } from '../route';
import { wordsOf } from '../words';

const tag = 'Accrochage AAF';
const status = z.enum(aafStatuses).describe(wordsOf(aafStatusLabels));
const filters = listAttachments.shape;

const attachment = z.object({
  id: z.string(),
  version: z.int(),
  uai: z.string(),
  schoolName: z.string(),
  communeName: z.string(),
  departmentCode: z.string(),
  status,
  statusSince: z.string().describe('Instant ISO 8601.'),
  reason: z.string().nullable(),
  product: z.object({ id: z.string(), name: z.string() }),
  projectId: z.string(),
  convention: z.object({ id: z.string(), number: z.string() }),
  requestId: z.string(),
  checklist: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      kind: z
        .enum(['hard', 'policy'])
        .describe('hard : condition absolue ; policy : demandée par l’académie'),
      met: z.boolean(),
      message: z.string().describe('Ce qui manque ; vide si la condition est remplie.'),
    }),
  ),
  actions: z.array(
    z.object({
      action: z.enum(aafActions),
      label: z.string(),
      obstacle: z.string().nullable().describe('Ce qui empêche l’acte ; null : il est possible.'),
    }),
  ),
});

const refusedSchool = z.object({ uai: z.string(), name: z.string(), reasons: z.array(z.string()) });

export const aafRoutes = [
  route({
    method: 'GET',
    path: '/aaf/attachments',
    tag,
    summary: 'Accrochages que ce rôle peut lire, avec leur liste de contrôle',
    scope: 'read',
    procedure: 'aaf.list',
    query: z.object({
      state: filters.state.describe(
        `Un état, ou un groupe (${aafDrawers.join(', ')}). ${wordsOf(aafStatusLabels)}`,
      ),
      conventionId: filters.conventionId,
      projectId: filters.projectId,
      requestId: filters.requestId,
      uai: filters.uai,
      department: filters.department.describe('Code du département.'),
      q: filters.q.describe('Nom d’école ou de commune.'),
      ...paging,
    }),
    response: pageOf(attachment),
    input: ({ query: { limit, ...query } }) => ({ ...query, size: limit }),
    answer: ({ items, nextCursor }) => ({
      items: items.map((item) => ({
        id: item.id,
        version: item.version,
        uai: item.uai,
        schoolName: item.school.name,
        communeName: item.school.communeName,
        departmentCode: item.school.departmentCode,
        status: item.status,
        statusSince: item.statusSince.toISOString(),
        reason: item.reason,
        product: item.product,
        projectId: item.project.id,
        convention: { id: item.convention.id, number: item.convention.number },
        requestId: item.request.id,
        checklist: item.checklist,
        actions: item.actions,
      })),
      nextCursor,
    }),
  }),
  route({
    method: 'POST',
    path: '/aaf/attachments',
    tag,
    summary: 'Demander l’accrochage d’écoles d’une convention signée',
    description:
      'Chaque école doit remplir toute la liste de contrôle. Une seule refusée refuse la demande, avec les raisons dans « schools », sauf « onlyEligible ».',
    scope: 'write',
    procedure: 'aaf.create',
    body: requestAttachments.strict(),
    status: 201,
    response: z.object({
      requestId: z.string(),
      attachments: z.array(z.object({ id: z.string(), uai: z.string() })),
      skipped: z.array(refusedSchool).describe('Écoles laissées de côté, avec « onlyEligible ».'),
    }),
    input: ({ body }) => body,
    answer: (made) => made,
    location: ({ requestId }) => `/aaf/requests/${requestId}/file.zip`,
  }),
  route({
    method: 'POST',
    path: '/aaf/attachments/transitions',
    tag,
    summary: 'Un acte sur un ou plusieurs accrochages',
    description:
      'Vérifier, tester, accrocher, refuser, suspendre, reprendre, décrocher, annuler. Un seul refus refuse le tout, avec les raisons dans « refused », sauf « partial ».',
    scope: 'write',
    procedure: 'aaf.transition',
    body: transitionAttachments.strict(),
    response: z.object({
      done: z.int(),
      refused: z.int(),
      results: z.array(
        z.discriminatedUnion('ok', [
          z.object({
            id: z.string(),
            ok: z.literal(true),
            uai: z.string(),
            status: z.string(),
            version: z.int(),
          }),
          z.object({
            id: z.string(),
            ok: z.literal(false),
            uai: z.string().nullable(),
            name: z.string().nullable(),
            code: z.string(),
            message: z.string(),
          }),
        ]),
      ),
    }),
    input: ({ body }) => body,
    answer: (outcome) => outcome,
  }),
  route({
    method: 'GET',
    path: '/aaf/requests/{id}/file.zip',
    tag,
    summary: 'Le dossier d’une demande : fiche, liste des écoles (CSV), convention signée (PDF)',
    scope: 'read',
    procedure: 'aaf.requestFile',
    responseType: 'application/zip',
    input: ({ params }) => ({ id: params.id ?? '' }),
    answer: ({ mime, bytes, name }) => ({
      type: mime,
      bytes,
      headers: { 'content-disposition': `attachment; filename="${name}"` },
    }),
  }),
];
