import { z } from 'zod';
import { listConventions } from '@/server/conventions/list-schema';
import { createConvention, updateConvention, version } from '@/server/conventions/schema';
import { renderConventionHtml } from '@/server/documents/html';
import { pageOf, paging } from '../paging';
import { route } from '../route';
import {
  convention,
  conventionLine,
  conventionOf,
  conventionVersion,
  instant,
  readConvention,
  status,
} from './convention-shapes';

const tag = 'Conventions';
const frozenVersion = z.object({
  version: z.coerce
    .number('Indiquez un numéro de version.')
    .int('Indiquez un numéro de version.')
    .min(1, 'Indiquez un numéro de version.')
    .optional()
    .describe('Numéro d’un texte gelé antérieur ; absent : le texte actuel.'),
});

export const conventionRoutes = [
  route({
    method: 'GET',
    path: '/conventions',
    tag,
    summary: 'Conventions que ce rôle peut lire',
    scope: 'read',
    procedure: 'conventions.list',
    query: z.object({
      q: z
        .string()
        .max(200)
        .optional()
        .describe(
          'Numéro, titre, collectivité, projet, école, commune ou UAI\u00a0; fautes de frappe admises.',
        ),
      status: z.union([status.transform((one) => [one]), z.array(status)]).optional(),
      projectId: listConventions.shape.projectId,
      department: listConventions.shape.department.describe('Code du département.'),
      degree: listConventions.shape.degree,
      authorityId: listConventions.shape.authorityId,
      productId: listConventions.shape.productId,
      endsBefore: listConventions.shape.endsBefore.describe('Terme avant ce jour (AAAA-MM-JJ).'),
      origin: listConventions.shape.origin,
      kind: listConventions.shape.kind,
      ...paging,
    }),
    response: pageOf(conventionLine),
    input: ({ query }) => query,
    answer: ({ items, nextCursor }) => ({
      items: items.map((item) => ({
        id: item.id,
        number: item.number,
        version: item.version,
        title: item.title,
        degree: item.degree,
        status: item.status,
        statusSince: item.statusSince,
        authority: item.authority,
        project: item.project,
        product: item.product,
        effectiveOn: item.effectiveOn,
        endsOn: item.endsOn,
        schools: item.schools,
      })),
      nextCursor,
    }),
  }),
  route({
    method: 'POST',
    path: '/conventions',
    tag,
    summary: 'Rédiger une convention pour un projet',
    description: 'Le texte vient du modèle du degré ; l’annexe A1, de la liste des écoles du projet.',
    scope: 'write',
    procedure: 'conventions.create',
    body: createConvention.strict(),
    status: 201,
    response: convention,
    input: ({ body }) => body,
    answer: ({ id }, caller) => readConvention(caller, id),
    etag: (answer) => answer.version,
    location: ({ id }) => `/conventions/${id}`,
  }),
  route({
    method: 'GET',
    path: '/conventions/{id}',
    tag,
    summary: 'Une convention',
    scope: 'read',
    procedure: 'conventions.get',
    response: convention,
    input: ({ params }) => ({ id: params.id ?? '' }),
    answer: (detail) => conventionOf(detail),
    etag: (answer) => answer.version,
  }),
  route({
    method: 'PATCH',
    path: '/conventions/{id}',
    tag,
    summary: 'Modifier le titre, les dates ou l’annexe A1',
    description: 'Un champ absent reste comme il est. « version » peut remplacer If-Match.',
    scope: 'write',
    procedure: 'conventions.update',
    body: z.strictObject({ ...updateConvention.shape, version: version.optional() }),
    response: convention,
    current: conventionVersion,
    input: ({ params, body, version }) => ({ version, ...body, id: params.id ?? '' }),
    answer: (_, caller, { params }) => readConvention(caller, params.id ?? ''),
    etag: (answer) => answer.version,
  }),
  route({
    method: 'GET',
    path: '/conventions/{id}/document.pdf',
    tag,
    summary: 'Le document en PDF',
    description:
      'Une fois la convention prête à signer, toujours les mêmes octets ; ETag porte leur SHA-256. Avant, un rendu marqué « PROJET ».',
    scope: 'read',
    procedure: 'conventions.pdf',
    query: frozenVersion,
    responseType: 'application/pdf',
    input: ({ params, query }) => ({ id: params.id ?? '', ...query }),
    answer: ({ bytes, name, sha256 }) => ({
      type: 'application/pdf',
      bytes,
      headers: { 'content-disposition': `inline; filename="${name}"`, etag: `"${sha256}"` },
    }),
  }),
  route({
    method: 'GET',
    path: '/conventions/{id}/evidence.pdf',
    tag,
    summary: 'Le dossier de preuves en PDF',
    description:
      'Parties, circuit, signatures avec leur mode, avis, versions et empreintes, délibération, cachet et horodatage, extrait du journal. 409 avant l’ouverture à la signature.',
    scope: 'read',
    procedure: 'signatures.evidence',
    responseType: 'application/pdf',
    input: ({ params }) => ({ id: params.id ?? '' }),
    answer: ({ bytes, name, sha256 }) => ({
      type: 'application/pdf',
      bytes,
      headers: { 'content-disposition': `attachment; filename="${name}"`, etag: `"${sha256}"` },
    }),
  }),
  route({
    method: 'GET',
    path: '/conventions/{id}/document.html',
    tag,
    summary: 'Le même texte en page HTML accessible',
    scope: 'read',
    procedure: 'conventions.content',
    query: frozenVersion,
    responseType: 'text/html',
    input: ({ params, query }) => ({ id: params.id ?? '', ...query }),
    answer: ({ content }) => ({
      type: 'text/html; charset=utf-8',
      bytes: renderConventionHtml(content),
      headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" },
    }),
  }),
  route({
    method: 'GET',
    path: '/conventions/{id}/journal',
    tag,
    summary: 'L’historique d’une convention, le plus récent d’abord',
    scope: 'read',
    procedure: 'conventions.history',
    query: z.object({ cursor: paging.cursor }),
    response: pageOf(
      z.object({
        id: z.string(),
        at: instant,
        who: z.string(),
        hat: z.string().describe('Rôle et organisation au moment de l’acte.'),
        action: z.string(),
        sentence: z.string(),
        changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
      }),
    ),
    input: ({ params, query }) => ({ id: params.id ?? '', before: query.cursor }),
    answer: ({ entries, next }) => ({
      items: entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
      nextCursor: next,
    }),
  }),
];
