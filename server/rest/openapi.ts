import { z } from 'zod';
import { prefix } from './match';
import { type ProblemCode, problemCodes, problemSchema, problemStatus, problemTitle } from './problem';
import type { Route } from './route';
import { restRoutes } from './routes';

type Json = Record<string, unknown>;

const shapeOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return shape;
};

/** Refusals that a route can answer, from what it declares. */
export function refusalsOf(route: Route): ProblemCode[] {
  const takesBody = Boolean(route.body ?? route.rawBody);
  const can: Record<ProblemCode, boolean> = {
    unauthenticated: true,
    forbidden: true,
    signature_requires_person: route.path.endsWith('/transitions') && route.path.startsWith('/conventions'),
    not_found: route.path.includes('{'),
    method_not_allowed: false,
    conflict: route.scope === 'write',
    gone: false,
    precondition_failed: Boolean(route.current),
    payload_too_large: takesBody,
    unsupported_media_type: takesBody,
    invalid: takesBody || Boolean(route.query) || route.path.includes('{'),
    too_many_requests: true,
    internal: true,
    unavailable: false,
  };
  return problemCodes.filter((code) => can[code]);
}

const problemReference = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

function responses(route: Route): Json {
  const headers: Json = {};
  if (route.etag)
    headers.ETag = { description: 'Version de l’objet, entre guillemets.', schema: { type: 'string' } };
  if (route.location)
    headers.Location = { description: 'Adresse de l’objet créé.', schema: { type: 'string' } };
  const content = route.responseType
    ? { [route.responseType]: { schema: { type: 'string', format: 'binary' } } }
    : route.response && { 'application/json': { schema: shapeOf(route.response, 'output') } };
  const answers: Json = {
    [route.status]: {
      description: route.status === 201 ? 'Créé.' : 'Fait.',
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
      ...(content ? { content } : {}),
    },
  };
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of refusalsOf(route)) {
    const status = problemStatus(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  if (route.body) byStatus.set(400, ['invalid']);
  for (const [status, codes] of [...byStatus].sort(([a], [b]) => a - b))
    answers[status] = {
      description: codes.map((code) => `${problemTitle(code)} (${code})`).join('\u00a0; '),
      content: problemReference,
    };
  return answers;
}

function parameters(route: Route): Json[] {
  const text = { type: 'string' };
  const list: Json[] = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 64 },
  }));
  if (route.query) {
    const shape = shapeOf(route.query, 'input');
    const required = (shape.required ?? []) as string[];
    for (const [name, schema] of Object.entries((shape.properties ?? {}) as Record<string, Json>)) {
      const { description, ...rest } = schema;
      list.push({
        name,
        in: 'query',
        required: required.includes(name),
        ...(description ? { description } : {}),
        schema: rest,
      });
    }
  }
  if (route.current)
    list.push({
      name: 'If-Match',
      in: 'header',
      required: false,
      description:
        'Version lue dans ETag. Si l’objet a changé depuis, rien n’est écrit et la réponse est 412. Sans cet en-tête, la modification porte sur la version actuelle.',
      schema: text,
    });
  if (route.method === 'POST' && route.scope === 'write')
    list.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'Clé choisie par le client, retenue un jour pour ce jeton : la même demande répétée reçoit la même réponse, sans second effet. La même clé avec une autre demande est refusée (422).',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    });
  return list;
}

function operation(route: Route): Json {
  const { body, rawBody } = route;
  const content = rawBody
    ? { [rawBody.type]: { schema: { type: 'string', description: rawBody.description } } }
    : body && { 'application/json': { schema: shapeOf(body, 'input') } };
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, `Portée du jeton : ${route.scope === 'write' ? 'écriture' : 'lecture'}.`]
      .filter(Boolean)
      .join('\n\n'),
    parameters: parameters(route),
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: responses(route),
  };
}

/** A stable name for a route: `patch_projects_id`. */
export function operationId(route: Route): string {
  return `${route.method.toLowerCase()}${route.path.replace(/[{}]/g, '').replace(/[^a-z0-9]+/gi, '_')}`;
}

const introduction = `Seconde entrée d’Accord’ENT : les mêmes actes que les écrans, avec les mêmes règles et le même journal.

Un jeton personnel se crée dans « Mon compte » ; il agit sous le rôle porté à ce moment et se joint à chaque appel : \`Authorization: Bearer …\`.

Toute réponse d’erreur est un \`application/problem+json\` : \`code\` est stable et se lit par programme, \`detail\` est une phrase en français, \`errors\` donne une phrase par champ en cause.

Les listes se lisent par pages : \`limit\` (200 au plus) et \`cursor\`, qui reprend le \`nextCursor\` de la page précédente.

Les jours s’écrivent AAAA-MM-JJ ; les instants, selon ISO 8601 en temps universel. Une signature est l’acte d’une personne : elle ne se fait pas par l’API.`;

/** The OpenAPI 3.1 document of the routes. */
export function openApiDocument(routes: readonly Route[] = restRoutes) {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    Object.assign(paths[route.path] as Json, { [route.method.toLowerCase()]: operation(route) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'API Accord’ENT',
      version: '1',
      description: introduction,
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: prefix }],
    security: [{ jeton: [] }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        jeton: { type: 'http', scheme: 'bearer', description: 'Jeton personnel créé dans « Mon compte ».' },
      },
      schemas: { Problem: shapeOf(problemSchema, 'output') },
    },
  };
}

/** The document, for whoever asks its address; null for any other. Open to all: it holds no data. */
export function openApiResponse(request: Request): Response | null {
  const { pathname } = new URL(request.url);
  if (!['GET', 'HEAD'].includes(request.method) || pathname !== `${prefix}/openapi.json`) return null;
  const body = request.method === 'HEAD' ? null : JSON.stringify(openApiDocument());
  return new Response(body, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' },
  });
}
