import { z } from 'zod';
import { errorCodes, type FieldErrors } from '../errors';
import { type Refusal, refusalOf } from '../trpc/init';

/** Refusals that only HTTP knows, beside those of the application. */
const httpCodes = {
  ...errorCodes,
  internal: 500,
  method_not_allowed: 405,
  unsupported_media_type: 415,
} as const;

export type ProblemCode = keyof typeof httpCodes;

const titles: Record<ProblemCode, string> = {
  unauthenticated: 'Jeton d’accès absent ou refusé',
  forbidden: 'Acte non permis',
  signature_requires_person: 'Une signature est l’acte d’une personne',
  not_found: 'Objet introuvable',
  conflict: 'Conflit avec l’état actuel',
  invalid: 'Demande incorrecte',
  gone: 'Objet disparu',
  payload_too_large: 'Demande trop volumineuse',
  precondition_failed: 'Version dépassée',
  too_many_requests: 'Trop de demandes',
  unavailable: 'Service indisponible',
  internal: 'Erreur inattendue',
  method_not_allowed: 'Méthode non permise',
  unsupported_media_type: 'Type de contenu refusé',
};

export const problemCodes = Object.keys(httpCodes) as ProblemCode[];
export const problemTitle = (code: ProblemCode): string => titles[code];
export const problemStatus = (code: ProblemCode): number => httpCodes[code];

/** A refusal that the REST door itself makes, with the headers that go with it. */
export class RestRefusal extends Error {
  override readonly name = 'RestRefusal';
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly extra: {
      status?: number;
      fields?: FieldErrors;
      details?: Record<string, unknown>;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
  }
}

/** Body of every refusal (RFC 9457); further members say what the code's documentation says. */
export const problemSchema = z.looseObject({
  type: z.string().describe('Adresse de la documentation de ce code, relative à l’application.'),
  title: z.string().describe('Intitulé du code.'),
  status: z.int().describe('Statut HTTP.'),
  code: z
    .enum(problemCodes as [ProblemCode, ...ProblemCode[]])
    .describe('Code stable, à lire par programme.'),
  detail: z.string().describe('Phrase en français, destinée à une personne.'),
  errors: z.record(z.string(), z.string()).describe('Champ en cause → phrase en français.'),
});

/** zod's findings by field; each unknown key is a field of its own. */
export function fieldsOf(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  const put = (path: PropertyKey[], message: string) => {
    fields[path.map(String).join('.')] ??= message;
  };
  const walk = (issues: readonly z.core.$ZodIssue[], base: PropertyKey[]) => {
    for (const issue of issues) {
      const path = [...base, ...issue.path];
      // Of the forms that a value may take, the one that fits furthest is the one that was meant.
      const meant = issue.code === 'invalid_union' && issue.errors.toSorted((a, b) => reach(b) - reach(a))[0];
      if (issue.code === 'unrecognized_keys')
        for (const key of issue.keys) put([...path, key], 'Ce champ n’est pas connu.');
      else if (meant && meant.length > 0) walk(meant, path);
      else put(path, issue.message);
    }
  };
  walk(error.issues, []);
  return fields;
}

/** How far inside a value these findings are. */
const reach = (issues: readonly z.core.$ZodIssue[]) =>
  Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)));

/** The sentence for several wrong fields, of which it names the first. */
export function sentenceOf(fields: FieldErrors): string {
  const [first] = Object.entries(fields);
  if (!first) return 'La demande est incorrecte.';
  return first[0] ? `Champ « ${first[0]} » : ${first[1]}` : first[1];
}

/** Whatever was thrown, as an answer. Unexpected causes stay in the log: no stack trace leaves. */
export function problemResponse(error: unknown): Response {
  const refusal: Refusal | null = error instanceof RestRefusal ? null : refusalOf(error);
  const own = error instanceof RestRefusal ? error : null;
  const code: ProblemCode = own?.code ?? refusal?.code ?? 'internal';
  const status = own?.extra.status ?? httpCodes[code];
  const details = own?.extra.details ?? refusal?.details ?? {};
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...own?.extra.headers,
  };
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="Accord-ENT"';
  const wait = details.retryAfterSeconds;
  if (typeof wait === 'number') headers['retry-after'] = String(wait);
  const body = {
    ...details,
    type: `/documentation-api#${code}`,
    title: titles[code],
    status,
    code,
    detail: own?.message ?? refusal?.message ?? '',
    errors: own?.extra.fields ?? refusal?.fields ?? {},
  };
  return new Response(JSON.stringify(body), { status, headers });
}
