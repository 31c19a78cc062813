import { prove } from '@/server/access/scope';
import { renderExperiencePdf } from '@/server/documents/render';
import { refusedFile } from '@/server/files/serve';
import type { Context } from '@/server/trpc/context';
import { experienceContent } from './document';
import { experienceDetail } from './queries';

/** The PDF of a sheet, for whoever may read it; a visitor gets what is public. */
export async function serveExperiencePdf(ctx: Context, id: string): Promise<Response> {
  try {
    await prove(ctx.db, ctx.ability, 'read', 'ExperienceReport', id);
    const report = await experienceDetail(ctx, id);
    const pdf = await renderExperiencePdf(experienceContent(report, ctx.now));
    return new Response(new Uint8Array(pdf.bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="retour-experience-${report.id}.pdf"`,
        'cache-control': 'private, no-store',
        etag: `"${pdf.sha256}"`,
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
