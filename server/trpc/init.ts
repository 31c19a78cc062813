import { initTRPC, TRPCError } from '@trpc/server';
import superjson from 'superjson';
import { z } from 'zod';
import type { SubjectName, Verb } from '../access/rules';
import { AppError, type errorCodes, type FieldErrors } from '../errors';
import { log } from '../log';
import '../messages';
import type { Context } from './context';

// Rules without words of their own still refuse in French.
z.config(z.locales.fr());

/** What each procedure declares of itself; the walk of server/access/matrix.test.ts reads it. */
export type Meta = {
  /** Which rung opens it. */
  access?:
    | { rung: 'public' }
    | { rung: 'signedIn' }
    | { rung: 'may'; verb: Verb; subject: SubjectName }
    | { rung: 'on'; verb: Verb; subject: SubjectName };
  /** Mutations: what they write in the journal, or why nothing is. */
  journal?: string;
};

/** What an edge (page, form, REST) receives of a refusal. */
export type Refusal = {
  code: keyof typeof errorCodes | 'internal';
  message: string;
  fields: FieldErrors;
  details: Record<string, unknown>;
};

const trpcCodes = {
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  signature_requires_person: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  invalid: 'UNPROCESSABLE_CONTENT',
  gone: 'NOT_FOUND',
  payload_too_large: 'PAYLOAD_TOO_LARGE',
  precondition_failed: 'PRECONDITION_FAILED',
  too_many_requests: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<keyof typeof errorCodes, TRPCError['code']>;

/** Turns whatever was thrown into the one refusal that every edge shows. Unexpected causes stay in the log. */
export function refusalOf(error: unknown): Refusal {
  const cause = error instanceof TRPCError ? (error.cause ?? error) : error;
  if (cause instanceof AppError)
    return {
      code: cause.code,
      message: cause.message,
      fields: cause.extra.fields ?? {},
      details: cause.extra.details ?? {},
    };
  if (cause instanceof z.ZodError) {
    const fields: FieldErrors = {};
    for (const issue of cause.issues) fields[issue.path.join('.')] ??= issue.message;
    const message = cause.issues[0]?.message ?? 'La saisie est incorrecte.';
    return { code: 'invalid', message, fields, details: {} };
  }
  if (error instanceof TRPCError && error.code === 'NOT_FOUND')
    return { code: 'not_found', message: 'Cet acte n’existe pas.', fields: {}, details: {} };
  if (error instanceof TRPCError && (error.code === 'PARSE_ERROR' || error.code === 'BAD_REQUEST'))
    return { code: 'invalid', message: 'La demande est illisible.', fields: {}, details: {} };
  log.error({ err: cause }, 'unexpected error');
  return {
    code: 'internal',
    message:
      'Une erreur inattendue s’est produite. Rien n’a été enregistré\u00a0; réessayez dans un instant.',
    fields: {},
    details: {},
  };
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    errorFormatter({ shape, error }) {
      const refusal = refusalOf(error);
      return {
        ...shape,
        message: refusal.message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refusal },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Closed by default: a procedure that no rung opened refuses everyone. */
export const base = t.procedure
  .use(async ({ meta, next }) => {
    if (!meta?.access) throw new AppError('forbidden', 'Cet acte n’a pas d’accès déclaré.');
    return next();
  })
  .use(async ({ next }) => {
    const result = await next();
    // An AppError thrown by a command arrives wrapped as INTERNAL_SERVER_ERROR: give it its own code.
    if (!result.ok && result.error.cause instanceof AppError)
      throw new TRPCError({
        code: trpcCodes[result.error.cause.code],
        message: result.error.cause.message,
        cause: result.error.cause,
      });
    return result;
  });
