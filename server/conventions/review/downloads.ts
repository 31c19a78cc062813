import { prove } from '@/server/access/scope';
import { longDate } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import type { DifferenceContent } from '@/server/documents/content';
import { renderDifferencePdf } from '@/server/documents/render';
import { refusedFile } from '@/server/files/serve';
import type { Context } from '@/server/trpc/context';
import { comparedParts } from '../difference/view';
import { expertPdf } from './queries/expert';
import { type ComparedVersion, comparisonOf } from './queries/versions';

const markOf = ({ title, detail, at, sha256 }: ComparedVersion) => ({
  title,
  detail: `${longDate(civilDate(new Date(at)))} – ${detail.join(', ')}`,
  sha256,
});

/** A comparison to print: the parts that changed, then the names of the others. */
export async function comparisonPdf(ctx: Context, input: { id: string; from?: string; to?: string }) {
  await prove(ctx.db, ctx.ability, 'read', 'Convention', input.id);
  const view = await comparisonOf(ctx, input);
  const parts = comparedParts(view.difference, view.after);
  const content: DifferenceContent = {
    kind: 'difference',
    layout: 1,
    number: view.number,
    title: view.title,
    composedOn: civilDate(ctx.now),
    draft: false,
    demonstration: view.after.content.demonstration,
    academyName: view.after.content.academyName,
    from: markOf(view.from),
    to: markOf(view.to),
    summary: view.words
      ? `Ce qui a changé\u00a0: ${view.words}.`
      : 'Aucune différence\u00a0: les deux versions disent la même chose.',
    parts: parts.filter(({ state }) => state !== 'same'),
    unchanged: parts.filter(({ state }) => state === 'same').map(({ heading }) => heading),
  };
  const pdf = await renderDifferencePdf(content);
  return { bytes: pdf.bytes, name: `differences-${view.number}.pdf` };
}

const answer = ({ bytes, name }: { bytes: Uint8Array; name: string }) =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });

/** The comparison named by `?de=…&a=…`. */
export async function serveComparison(ctx: Context, id: string, query: URLSearchParams): Promise<Response> {
  try {
    const [from, to] = [query.get('de'), query.get('a')];
    return answer(await comparisonPdf(ctx, { id, ...(from ? { from } : {}), ...(to ? { to } : {}) }));
  } catch (error) {
    return refusedFile(error);
  }
}

/** The text that an expert was asked about; a dead link answers 410 with its sentence. */
export async function serveExpertPdf(ctx: Context, token: string): Promise<Response> {
  try {
    return answer(await expertPdf(ctx, token));
  } catch (error) {
    return refusedFile(error);
  }
}
