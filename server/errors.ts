/** Every way in which the application refuses. Stable: REST clients read them. */
export const errorCodes = {
  unauthenticated: 401,
  forbidden: 403,
  signature_requires_person: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
  gone: 410,
  payload_too_large: 413,
  precondition_failed: 412,
  too_many_requests: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Field path (dot-separated, as in the zod schema) → French sentence. */
export type FieldErrors = Record<string, string>;

/**
 * The one refusal of the application. `message` is the French sentence a person reads; programs read `code`
 * and `details`, never the sentence. Thrown inside a transaction it undoes the whole change.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly extra: { fields?: FieldErrors; details?: Record<string, unknown> } = {},
  ) {
    super(message);
  }
}

export const notFound = (what = 'Cette page') =>
  new AppError('not_found', `${what} n’existe pas, ou vous n’y avez pas accès avec ce rôle.`);

export const forbidden = (why = 'Votre rôle ne permet pas cet acte.') => new AppError('forbidden', why);

/** One or several fields are wrong; the sentence sums up, the fields say what. */
export const invalid = (fields: FieldErrors, message?: string) =>
  new AppError('invalid', message ?? Object.values(fields)[0] ?? 'La saisie est incomplète.', { fields });

export const conflict = (message: string, details: Record<string, unknown> = {}) =>
  new AppError('conflict', message, { details });
