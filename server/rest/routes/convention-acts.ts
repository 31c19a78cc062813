import { z } from 'zod';
import {
  answerReservation,
  deliberation,
  opinion,
  transition,
  updateArticle,
  updateVariables,
  version,
} from '@/server/conventions/schema';
import { uploadedPdf } from '@/server/files/schema';
import { type Caller, route } from '../route';
import { convention, conventionVersion, readConvention, status } from './convention-shapes';

const tag = 'Conventions : le circuit';
const { answeredVersion: _, ...opinionShape } = opinion.shape;
const shape = updateVariables.shape.values.element.shape;

const textShape = z.object({
  version: z.int().describe('Version de la convention.'),
  articles: z.array(
    z.object({
      key: z.string(),
      section: z.string().describe('visas, preamble, article ou annex'),
      title: z.string(),
      body: z.string(),
      version: z.int(),
    }),
  ),
  fields: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      type: z.string().describe('text, longtext, date, number, money, choice, boolean ou email'),
      help: z.string(),
      required: z.boolean(),
      options: z.array(z.object({ value: z.string(), label: z.string() })).describe('Valeurs d’un choix.'),
      value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      version: z.int(),
    }),
  ),
});

/** Counters of the text's fields and articles, as PATCH without a version takes them. */
async function counters(caller: Caller, id: string) {
  const text = await caller.conventions.text({ id });
  return { articles: text.articles, variables: text.variables };
}

export const conventionActRoutes = [
  route({
    method: 'POST',
    path: '/conventions/{id}/transitions',
    tag,
    summary: 'Faire avancer la convention',
    description:
      'L’acte est fait sur la version lue : si la convention a changé depuis, rien n’est écrit (409, avec ce qui a changé). « sign » est refusé : une signature est l’acte d’une personne, à l’écran.',
    scope: 'write',
    procedure: 'conventions.transition',
    body: transition.strict(),
    response: z.object({
      id: z.string(),
      status,
      version: z.int(),
      warnings: z.array(z.object({ code: z.string(), message: z.string() })),
    }),
    input: ({ params, body }) => ({ ...body, id: params.id ?? '' }),
    answer: ({ status, version, warnings }, _, { params }) => ({
      id: params.id ?? '',
      status,
      version,
      warnings,
    }),
    etag: (answer) => answer.version,
  }),
  route({
    method: 'POST',
    path: '/conventions/{id}/opinions',
    tag,
    summary: 'Rendre l’avis du délégué à la protection des données ou du service juridique',
    description: '« version » est celle de la convention sur laquelle l’avis est rendu.',
    scope: 'write',
    procedure: 'conventions.giveOpinion',
    body: z.strictObject({ ...opinionShape, version }),
    status: 201,
    response: convention,
    input: ({ params, body: { version, ...body } }) => ({
      ...body,
      answeredVersion: version,
      id: params.id ?? '',
    }),
    answer: (_, caller, { params }) => readConvention(caller, params.id ?? ''),
    etag: (answer) => answer.version,
  }),
  route({
    method: 'PUT',
    path: '/conventions/{id}/reservations/{reservationId}',
    tag,
    summary: 'Répondre à une réserve',
    scope: 'write',
    procedure: 'conventions.answerReservation',
    body: z.strictObject({ answer: answerReservation.shape.answer }),
    response: convention,
    input: ({ params, body }) => ({
      ...body,
      id: params.id ?? '',
      reservationId: params.reservationId ?? '',
    }),
    answer: (_, caller, { params }) => readConvention(caller, params.id ?? ''),
    etag: (answer) => answer.version,
  }),
  route({
    method: 'PUT',
    path: '/conventions/{id}/deliberation',
    tag,
    summary: 'Saisir la délibération, ou le motif pour lequel il n’en faut pas',
    description: '« file » joint le PDF de la délibération, en base64 (10 Mo au plus).',
    scope: 'write',
    procedure: 'conventions.enterDeliberation',
    body: z.strictObject({ ...deliberation.shape, version: version.optional(), file: uploadedPdf.nullish() }),
    maxBytes: 15_000_000,
    response: convention,
    current: conventionVersion,
    input: ({ params, body, version }) => ({ version, ...body, id: params.id ?? '' }),
    answer: (_, caller, { params }) => readConvention(caller, params.id ?? ''),
    etag: (answer) => answer.version,
  }),
  route({
    method: 'GET',
    path: '/conventions/{id}/text',
    tag,
    summary: 'Les articles et les champs du texte, chacun avec son compteur de version',
    scope: 'read',
    procedure: 'conventions.text',
    response: textShape,
    input: ({ params }) => ({ id: params.id ?? '' }),
    answer: ({ version, articles, variables, compose }) => {
      const articleVersions = new Map(articles.map((one) => [one.key, one.version]));
      const fieldVersions = new Map(variables.map((one) => [one.key, one.version]));
      return {
        version,
        articles: [...compose.sections]
          .sort((one, other) => one.position - other.position)
          .map(({ key, section, title, body }) => ({
            key,
            section,
            title,
            body,
            version: articleVersions.get(key) ?? 1,
          })),
        fields: compose.variables.map(({ key, label, type, help, required, options }) => ({
          key,
          label,
          type,
          help,
          required,
          options: options ?? [],
          value: compose.values[key] ?? null,
          version: fieldVersions.get(key) ?? 0,
        })),
      };
    },
    etag: (answer) => answer.version,
  }),
  route({
    method: 'PATCH',
    path: '/conventions/{id}/fields',
    tag,
    summary: 'Renseigner des champs du texte',
    description:
      'Chaque champ porte son propre compteur : « version » est celui qui a été lu (0 si rien n’était saisi). Sans lui, la valeur actuelle est remplacée.',
    scope: 'write',
    procedure: 'conventions.updateVariables',
    body: z.strictObject({
      values: z
        .array(z.strictObject({ ...shape, version: shape.version.optional() }))
        .min(1, 'Rien n’est à modifier.')
        .max(200),
    }),
    response: convention,
    prepare: async (caller, { params }) => (await counters(caller, params.id ?? '')).variables,
    input: ({ params, body, prepared }) => {
      const known = new Map(prepared.map(({ key, version }) => [key, version]));
      return {
        id: params.id ?? '',
        values: body.values.map((value) => ({
          ...value,
          version: value.version ?? known.get(value.key) ?? 0,
        })),
      };
    },
    answer: (_, caller, { params }) => readConvention(caller, params.id ?? ''),
    etag: (answer) => answer.version,
  }),
  route({
    method: 'PUT',
    path: '/conventions/{id}/articles/{key}',
    tag,
    summary: 'Réécrire un article',
    description: '« version » est le compteur de l’article ; sans lui, le texte actuel est remplacé.',
    scope: 'write',
    procedure: 'conventions.updateArticle',
    body: z.strictObject({
      title: updateArticle.shape.title,
      body: updateArticle.shape.body,
      version: version.optional(),
    }),
    response: convention,
    prepare: async (caller, { params }) => (await counters(caller, params.id ?? '')).articles,
    input: ({ params, body, prepared }) => ({
      ...body,
      version: body.version ?? prepared.find(({ key }) => key === params.key)?.version ?? 1,
      articleKey: params.key ?? '',
      id: params.id ?? '',
    }),
    answer: (_, caller, { params }) => readConvention(caller, params.id ?? ''),
    etag: (answer) => answer.version,
  }),
];
