import { errorCodes } from '../errors';
import { refusalOf } from '../trpc/init';

/** A refusal where a file was asked for: the French sentence as plain text, with its status. */
export function refusedFile(error: unknown): Response {
  const refusal = refusalOf(error);
  const status = refusal.code === 'internal' ? 500 : errorCodes[refusal.code];
  return new Response(refusal.message, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

/** Answers with a CSV file, or with the refusal as text. */
export async function answerCsv(make: () => Promise<{ name: string; text: string }>): Promise<Response> {
  try {
    const { name, text } = await make();
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
