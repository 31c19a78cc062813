import { prove } from '../access/scope';
import { refusedFile } from '../files/serve';
import type { Context } from '../trpc/context';
import { requestFile } from './request-file';

/** The request file of an AAF request, for whoever may read that request. */
export async function serveRequestFile(ctx: Context, id: string): Promise<Response> {
  try {
    await prove(ctx.db, ctx.ability, 'read', 'AafRequest', id);
    const file = await requestFile(ctx.db, id);
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': file.mime,
        'content-disposition': `attachment; filename="${file.name}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
