import { openApiDocument, operationId, refusalsOf } from './openapi';
import { type ProblemCode, problemCodes, problemStatus, problemTitle } from './problem';
import type { Method } from './route';
import { restRoutes } from './routes';

type Json = Record<string, unknown>;
type Parameter = { name: string; in: string; required: boolean; description?: string; schema: Json };
type Operation = {
  summary: string;
  description: string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
};

export type DocumentedField = { name: string; required: boolean; type: string; text: string };

export type DocumentedRoute = {
  id: string;
  method: Method;
  path: string;
  summary: string;
  description: string;
  parameters: (DocumentedField & { place: string })[];
  body: { type: string; fields: DocumentedField[] } | null;
  answer: { status: number; type: string; fields: DocumentedField[] };
  refusals: ProblemCode[];
};

export type DocumentedApi = {
  introduction: string[];
  codes: { code: ProblemCode; status: number; title: string }[];
  chapters: { title: string; routes: DocumentedRoute[] }[];
};

const places: Record<string, string> = { path: 'chemin', query: 'adresse', header: 'en-tête' };
const types: Record<string, string> = {
  string: 'texte',
  integer: 'nombre entier',
  number: 'nombre',
  boolean: 'vrai ou faux',
  null: 'null',
  object: 'objet',
};

/** The type of a value in French words, from its JSON Schema. */
function typeOf(schema: Json): string {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => `«\u00a0${value}\u00a0»`).join(', ');
  if (schema.const !== undefined) return `«\u00a0${schema.const}\u00a0»`;
  const forms = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (forms) return [...new Set(forms.map(typeOf))].join(' ou ');
  if (schema.type === 'array') return `liste de ${typeOf((schema.items ?? {}) as Json)}`;
  return types[String(schema.type)] ?? 'valeur';
}

/** Fields of a body or an answer, those of inner objects with their path. */
function fieldsOf(schema: Json, prefix = ''): DocumentedField[] {
  const forms = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  const shaped = schema.properties ? schema : forms?.find((form) => form.properties);
  if (!shaped)
    return schema.type === 'array' && schema.items ? fieldsOf(schema.items as Json, `${prefix}[].`) : [];
  const required = new Set((shaped.required ?? []) as string[]);
  return Object.entries(shaped.properties as Record<string, Json>).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    const own = {
      name: path,
      required: required.has(name),
      type: typeOf(inner),
      text: String(inner.description ?? ''),
    };
    const below =
      inner.type === 'array'
        ? fieldsOf((inner.items ?? {}) as Json, `${path}[].`)
        : fieldsOf(inner, `${path}.`);
    return [own, ...below];
  });
}

function contentOf(content: Record<string, { schema: Json }> | undefined) {
  const [first] = Object.entries(content ?? {});
  return first ? { type: first[0], fields: fieldsOf(first[1].schema) } : { type: '', fields: [] };
}

/** The OpenAPI document as a page reads it: same facts, ready to be shown. */
export function documentedApi(): DocumentedApi {
  const document = openApiDocument();
  const routes = restRoutes.map((route): DocumentedRoute & { tag: string } => {
    const operation = (document.paths[route.path] as Record<string, Operation>)[route.method.toLowerCase()];
    if (!operation) throw new Error(`${route.method} ${route.path} is not in the document`);
    const { requestBody } = operation;
    return {
      id: operationId(route),
      tag: route.tag,
      method: route.method,
      path: route.path,
      summary: operation.summary,
      description: operation.description,
      parameters: operation.parameters.map((parameter) => ({
        name: parameter.name,
        place: places[parameter.in] ?? parameter.in,
        required: parameter.required,
        type: typeOf(parameter.schema),
        text: parameter.description ?? '',
      })),
      body: requestBody ? contentOf(requestBody.content) : null,
      answer: { status: route.status, ...contentOf(operation.responses[route.status]?.content) },
      refusals: refusalsOf(route),
    };
  });
  return {
    introduction: document.info.description.split('\n\n'),
    codes: problemCodes.map((code) => ({ code, status: problemStatus(code), title: problemTitle(code) })),
    chapters: document.tags.map(({ name }) => ({
      title: name,
      routes: routes.filter(({ tag }) => tag === name).map(({ tag: _, ...route }) => route),
    })),
  };
}
