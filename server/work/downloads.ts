import { Readable } from 'node:stream';
import { prove } from '../access/scope';
import { attachmentHeader } from '../files/disposition';
import { refusedFile } from '../files/serve';
import type { Context } from '../trpc/context';
import { workFile } from './queries';

/** The file that a work left, for whoever asked for that work; a large one goes out as it is read. */
export async function serveWorkFile(ctx: Context, id: string): Promise<Response> {
  try {
    await prove(ctx.db, ctx.ability, 'read', 'BackgroundWork', id);
    const file = await workFile(ctx, { id });
    return new Response(Readable.toWeb(Readable.from(file.chunks)) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': file.mime,
        'content-length': String(file.size),
        'content-disposition': attachmentHeader(file.name),
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
