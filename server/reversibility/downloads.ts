import { prove } from '../access/scope';
import { notFound } from '../errors';
import { refuseEliminated } from '../files/eliminated';
import { refusedFile } from '../files/serve';
import type { Context } from '../trpc/context';

/** The document of a task, as it was joined; 410 once it was eliminated. */
export async function serveTaskFile(ctx: Context, id: string, fileId: string): Promise<Response> {
  try {
    await prove(ctx.db, ctx.ability, 'read', 'Convention', id);
    const file = await ctx.db.storedFile.findFirst({
      where: { id: fileId, reversibility: { some: { plan: { is: { conventionId: id } } } } },
    });
    if (!file) throw notFound('Ce document');
    refuseEliminated(file);
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': file.mime,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
