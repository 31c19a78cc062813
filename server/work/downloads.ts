import { prove } from '../access/scope';
import { attachmentHeader } from '../files/disposition';
import { refusedFile } from '../files/serve';
import type { Context } from '../trpc/context';
import { workFile } from './queries';

/** The file that a work left, for whoever asked for that work. */
export async function serveWorkFile(ctx: Context, id: string): Promise<Response> {
  try {
    await prove(ctx.db, ctx.ability, 'read', 'BackgroundWork', id);
    const file = await workFile(ctx, { id });
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': file.mime,
        'content-disposition': attachmentHeader(file.name),
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
