import { prove } from '../../access/scope';
import type { ConventionContent } from '../../documents/content';
import { type RenderProgress, renderConventionPdf } from '../../documents/render';
import { AppError, notFound } from '../../errors';
import { refuseEliminated } from '../../files/eliminated';
import type { Context } from '../../trpc/context';
import { assemble } from '../freeze';
import { loadConvention } from '../load';
import { frozenText } from '../loaded';

/**
 * The text to read: the frozen one as soon as there is one, else the draft as it stands.
 * @param version number of an earlier frozen text.
 */
export async function conventionContent(
  ctx: Context,
  id: string,
  version?: number,
): Promise<{ content: ConventionContent; frozen: boolean; sha256: string | null }> {
  await prove(ctx.db, ctx.ability, 'read', 'Convention', id);
  const loaded = await loadConvention(ctx.db, id);
  if (loaded.kind === 'convention' && loaded.origin === 'taken_over')
    throw new AppError(
      'not_found',
      'Le texte de cette convention, faite hors de l’application, est sa numérisation (PDF).',
    );
  const wanted = version ?? frozenText(loaded)?.version;
  if (wanted === undefined)
    return { content: await assemble(ctx.db, loaded, ctx.now, { draft: true }), frozen: false, sha256: null };
  const text = await ctx.db.conventionText.findFirst({
    where: { conventionId: id, number: wanted },
    include: { pdf: { select: { sha256: true } } },
  });
  if (!text) throw notFound('Cette version du texte');
  return {
    content: text.content as unknown as ConventionContent,
    frozen: true,
    sha256: text.pdf?.sha256 ?? text.contentSha256,
  };
}

/**
 * The PDF to read: the sealed file once there is one, else the frozen bytes, never rendered again; a rendering
 * marked « PROJET » before. With a version, always the frozen bytes of that version.
 */
export async function conventionPdf(
  ctx: Context,
  id: string,
  options: { version?: number; onProgress?: (progress: RenderProgress) => void } = {},
): Promise<{ bytes: Uint8Array; sha256: string; name: string; frozen: boolean }> {
  await prove(ctx.db, ctx.ability, 'read', 'Convention', id);
  const loaded = await loadConvention(ctx.db, id);
  if (loaded.kind === 'convention' && loaded.origin === 'taken_over') return scanOf(ctx, loaded);
  const wanted = options.version ?? frozenText(loaded)?.version;
  const text = wanted === undefined ? null : loaded.texts.find(({ number }) => number === wanted);
  if (wanted !== undefined && !text) throw notFound('Cette version du texte');
  if (loaded.seal && options.version === undefined) {
    const file = await ctx.db.storedFile.findUniqueOrThrow({ where: { id: loaded.seal.fileId } });
    refuseEliminated(file);
    return { bytes: file.bytes, sha256: file.sha256, name: file.name, frozen: true };
  }
  if (text?.pdfId) {
    const file = await ctx.db.storedFile.findUniqueOrThrow({ where: { id: text.pdfId } });
    refuseEliminated(file);
    return { bytes: file.bytes, sha256: file.sha256, name: file.name, frozen: true };
  }
  const { content } = await conventionContent(ctx, id, wanted);
  // Until it goes to signature there is no final PDF: what is shown is marked as a draft.
  const rendered = await renderConventionPdf(
    { ...content, draft: true, verificationUrl: null },
    options.onProgress ? { onProgress: options.onProgress } : {},
  );
  return {
    bytes: rendered.bytes,
    sha256: rendered.sha256,
    name: `projet-convention-${loaded.number}.pdf`,
    frozen: false,
  };
}

/** The file of the act of the conseil d’administration. */
export async function boardActFile(ctx: Context, id: string) {
  await prove(ctx.db, ctx.ability, 'read', 'Convention', id);
  const found = await ctx.db.establishmentParty.findUnique({
    where: { conventionId: id },
    include: { file: true },
  });
  if (!found?.file) throw new AppError('not_found', 'Aucun acte du conseil d’administration n’est joint.');
  refuseEliminated(found.file);
  return found.file;
}

/** The scan of a convention made elsewhere: its document here, and never more than a scan. */
async function scanOf(ctx: Context, { id, number }: { id: string; number: string }) {
  const scan = await ctx.db.conventionScan.findFirst({
    where: { conventionId: id, replacedAt: null },
    include: { file: true },
  });
  if (!scan)
    throw new AppError(
      'not_found',
      'La numérisation de cette convention, faite hors de l’application, n’est pas jointe.',
    );
  refuseEliminated(scan.file);
  const { bytes, sha256 } = scan.file;
  return { bytes, sha256, name: `numerisation-${number}.pdf`, frozen: true };
}

/** The file of the délibération. */
export async function deliberationFile(ctx: Context, id: string) {
  await prove(ctx.db, ctx.ability, 'read', 'Convention', id);
  const found = await ctx.db.deliberation.findUnique({
    where: { conventionId: id },
    include: { file: true },
  });
  if (!found?.file) throw new AppError('not_found', 'Aucun fichier de délibération n’est joint.');
  refuseEliminated(found.file);
  return found.file;
}
