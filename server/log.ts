import { pino } from 'pino';

/** What a log line keeps of an error: never the client, the query or the values that hang on it. */
function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.cause ? { cause: errorFacts(error.cause) } : {}),
  };
}

/** Structured log on standard output. Never give it texts, codes, tokens or mail bodies. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  serializers: { err: errorFacts },
});
