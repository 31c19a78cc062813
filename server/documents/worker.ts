import type { MessagePort } from 'node:worker_threads';
import { renderToBuffer } from '@react-pdf/renderer';
import type { ConventionContent } from './content';
import { sha256Hex } from './hash';
import { conventionSheets, SheetDocument } from './layout1/convention';
import { loadFonts } from './layout1/fonts';
import { conventionOutline } from './outline';
import type { RenderedPdf, RenderProgress } from './render';

/**
 * Runs in a worker thread, loaded through tsx (see worker-start.mjs): what is imported here is never bundled with
 * the pages. One task is one document.
 */
export type RenderTask = { content: ConventionContent; port: MessagePort | null };

type DocumentElement = Parameters<typeof renderToBuffer>[0];

/** What every document needs, loaded before the first one is asked. */
export async function warm(): Promise<void> {
  await loadFonts('');
}

export default async function renderTask({ content, port }: RenderTask): Promise<RenderedPdf> {
  const progress = (percent: number, stage: string) =>
    port?.postMessage({ percent, stage } satisfies RenderProgress);
  try {
    progress(5, 'Lecture des polices');
    await loadFonts(JSON.stringify(content));
    progress(15, 'Mise en page du texte et des annexes');
    const outline = conventionOutline(content);
    const sheets = conventionSheets(outline);
    progress(40, `Écriture de ${sheets.length} pages`);
    const metadata = {
      title: outline.title,
      author: outline.author,
      subject: outline.foot,
      date: outline.composedOn,
    };
    const document = SheetDocument({ metadata, foot: outline.foot, draft: outline.draft, sheets });
    const bytes = await renderToBuffer(document as DocumentElement);
    progress(95, 'Calcul de l’empreinte');
    const sha256 = sha256Hex(bytes);
    progress(100, 'Document prêt');
    return { bytes: new Uint8Array(bytes), sha256, pages: sheets.length };
  } finally {
    port?.close();
  }
}
