import { refusedFile } from '@/server/files/serve';
import type { Context } from '@/server/trpc/context';
import { licence } from './domain';
import { KEPT_SECONDS, openFile } from './queries';

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

/**
 * Answers with the open data: for anybody and any site, kept by caches for a while, 304 for whoever has it
 * already: the same bytes for all.
 */
export async function answerOpenData(
  ctx: Pick<Context, 'db' | 'now'>,
  request: Request,
  format: 'csv' | 'json',
): Promise<Response> {
  try {
    const { text, etag } = await openFile(ctx, format);
    const headers = {
      etag,
      'cache-control': `public, max-age=${KEPT_SECONDS}, must-revalidate`,
      'access-control-allow-origin': '*',
      link: `<${licence.url}>; rel="license"`,
    };
    if (marks(request.headers.get('if-none-match')).includes(etag))
      return new Response(null, { status: 304, headers });
    return new Response(text, {
      headers: {
        ...headers,
        'content-type': types[format],
        'content-disposition': `inline; filename="couverture-ent.${format}"`,
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}

/** The marks that a client holds; a weak one is the same bytes to us. */
const marks = (header: string | null): string[] =>
  (header ?? '').split(',').map((mark) => mark.trim().replace(/^W\//, ''));
