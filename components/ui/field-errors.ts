/** Errors by path of the schema (`schools.0.uai`), in French; `''` is the form as a whole. */
export type FieldErrors = Record<string, string>;

/** The first message for each path, from the issues of zod or of a problem+json answer. */
export function fieldErrors(
  issues: readonly { path: readonly PropertyKey[] | string; message: string }[],
): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of issues) {
    const key = typeof path === 'string' ? path : path.map(String).join('.');
    errors[key] ??= message;
  }
  return errors;
}
