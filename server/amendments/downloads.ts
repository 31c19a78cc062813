import { prove } from '../access/scope';
import { isIsoDate } from '../calendar';
import { refusedFile } from '../files/serve';
import type { Context } from '../trpc/context';
import { consolidatedPdf } from './consolidated';

/** The consolidated text as a PDF; `?date=` names the day. */
export async function serveConsolidated(ctx: Context, id: string, query: URLSearchParams): Promise<Response> {
  try {
    await prove(ctx.db, ctx.ability, 'read', 'Convention', id);
    const date = query.get('date');
    const pdf = await consolidatedPdf(ctx, id, date && isIsoDate(date) ? date : undefined);
    return new Response(new Uint8Array(pdf.bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${pdf.name}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
