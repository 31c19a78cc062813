import { prove } from '@/server/access/scope';
import { notFound } from '@/server/errors';
import { attachmentHeader } from '@/server/files/disposition';
import { refuseEliminated } from '@/server/files/eliminated';
import { refusedFile } from '@/server/files/serve';
import type { Context } from '@/server/trpc/context';

/** A document of an activity, for those who take part in the project; 410 once it was eliminated. */
export async function serveActivityDocument(
  ctx: Context,
  projectId: string,
  documentId: string,
): Promise<Response> {
  try {
    await prove(ctx.db, ctx.ability, 'participate', 'Project', projectId);
    const document = await ctx.db.raciDocument.findFirst({
      where: { id: documentId, activity: { is: { matrix: { is: { projectId } } } } },
      include: { file: true },
    });
    if (!document) throw notFound('Ce document');
    const { file } = document;
    refuseEliminated(file);
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': file.mime,
        'content-disposition': attachmentHeader(file.name),
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
