import { trackRender } from '../documents/progress';
import { refusedFile } from '../files/serve';
import type { Context } from '../trpc/context';
import { boardActFile, conventionPdf, deliberationFile } from './queries/document';

/** The convention's PDF: frozen bytes, or the draft. `?suivi=` names a rendering whose progress is asked for. */
export async function serveConventionPdf(
  ctx: Context,
  id: string,
  query: URLSearchParams,
): Promise<Response> {
  const version = Number(query.get('version')) || undefined;
  const follow = trackRender(query.get('suivi'));
  try {
    const pdf = await conventionPdf(ctx, id, { ...(version ? { version } : {}), onProgress: follow.report });
    return new Response(new Uint8Array(pdf.bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${pdf.name}"`,
        'cache-control': 'private, no-store',
        etag: `"${pdf.sha256}"`,
      },
    });
  } catch (error) {
    return refusedFile(error);
  } finally {
    follow.end();
  }
}

/** The délibération as it was joined. */
export const serveDeliberation = (ctx: Context, id: string) => serveJoined(() => deliberationFile(ctx, id));

/** The act of the conseil d’administration as it was joined. */
export const serveBoardAct = (ctx: Context, id: string) => serveJoined(() => boardActFile(ctx, id));

async function serveJoined(find: () => ReturnType<typeof deliberationFile>): Promise<Response> {
  try {
    const file = await find();
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': file.mime,
        // Never opened inside the application: it came from outside.
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
