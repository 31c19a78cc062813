import { fromDbDate } from '@/server/clock';
import type { ConventionContent } from '@/server/documents/content';
import { renderConventionPdf } from '@/server/documents/render';
import { AppError } from '@/server/errors';
import { throttle } from '@/server/throttle';
import type { Context } from '@/server/trpc/context';
import { invitationOf } from '../commands/experts';
import { linkSentences } from '../link';
import { storedText } from '../snapshot';

/** Slows down whoever tries links, without keeping a reader from reading. */
export const throttleLink = (ctx: Pick<Context, 'ip'>) => throttle('expert-link', ctx.ip ?? 'inconnue');

/** What the person behind a link reads: that text, what is asked, until when. Or why the link is dead. */
export async function expertPage(ctx: Context, token: string) {
  await throttleLink(ctx);
  const found = await invitationOf(ctx.db, token, ctx.now);
  if (!found || found.death) {
    const why = found?.death ?? 'unknown';
    return { state: 'gone' as const, why, sentence: linkSentences[why] };
  }
  return {
    state: 'open' as const,
    name: found.name,
    academy: found.convention.academy.fullName,
    askedBy: found.opinion.requestedByName,
    question: found.opinion.question ?? '',
    dueOn: fromDbDate(found.opinion.dueOn),
    demonstration: found.convention.demonstration,
    content: draftContent(storedText(found.snapshot).content),
  };
}

export type ExpertPageView = Awaited<ReturnType<typeof expertPage>>;

const draftContent = (content: ConventionContent): ConventionContent => ({
  ...content,
  draft: true,
  verificationUrl: null,
});

/**
 * The same text as PDF.
 * @throws AppError gone with the sentence of the dead link.
 */
export async function expertPdf(ctx: Context, token: string) {
  await throttleLink(ctx);
  const found = await invitationOf(ctx.db, token, ctx.now);
  if (!found || found.death) throw new AppError('gone', linkSentences[found?.death ?? 'unknown']);
  const content = draftContent(storedText(found.snapshot).content);
  const pdf = await renderConventionPdf(content);
  return { bytes: pdf.bytes, name: `projet-convention-${found.convention.number}.pdf` };
}
