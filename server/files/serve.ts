import { errorCodes } from '../errors';
import { refusalOf } from '../trpc/init';

/** A refusal where a file was asked for: the French sentence as plain text, with its status. */
export function refusedFile(error: unknown): Response {
  const refusal = refusalOf(error);
  const status = refusal.code === 'internal' ? 500 : errorCodes[refusal.code];
  return new Response(refusal.message, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
