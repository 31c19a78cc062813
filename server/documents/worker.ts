import type { MessagePort } from 'node:worker_threads';
import { renderToBuffer } from '@react-pdf/renderer';
import type { DocumentContent } from './content';
import { sha256Hex } from './hash';
import { conventionSheets, SheetDocument } from './layout1/convention';
import { coverageSheet } from './layout1/coverage-sheet';
import { differenceSheets } from './layout1/difference';
import { experienceSheets, statementSheets } from './layout1/experience';
import { loadFonts } from './layout1/fonts';
import { matrixSheets } from './layout1/matrix';
import { conventionOutline } from './outline';
import type { RenderedPdf, RenderProgress } from './render';
import { visibleLine } from './visible';

/**
 * Runs in a worker thread, loaded through tsx (see worker-start.mjs): what is imported here is never bundled with
 * the pages. One task is one document.
 */
export type RenderTask = { content: DocumentContent; port: MessagePort | null };

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
    const { title, author, foot, date, draft, sheets } = laidOut(content);
    progress(40, `Écriture de ${sheets.length} pages`);
    const metadata = { title, author, subject: foot, date };
    const document = SheetDocument({ metadata, foot, draft, sheets });
    const bytes = await renderToBuffer(document as DocumentElement);
    progress(95, 'Calcul de l’empreinte');
    const sha256 = sha256Hex(bytes);
    progress(100, 'Document prêt');
    return { bytes: new Uint8Array(bytes), sha256, pages: sheets.length };
  } finally {
    port?.close();
  }
}

/** The pages of a document, by the layout of its kind, and what it says about itself. */
function laidOut(content: DocumentContent) {
  const { composedOn: date, draft } = content;
  if (content.kind === 'experience') {
    const title = visibleLine(content.title);
    const foot = visibleLine(`Retour d’expérience – ${content.title}`).slice(0, 110);
    return {
      title,
      author: visibleLine(content.author),
      foot,
      date,
      draft,
      sheets: experienceSheets(content),
    };
  }
  if (content.kind === 'statement') {
    const [title, foot] = [visibleLine(content.title), visibleLine(content.foot).slice(0, 110)];
    return {
      title,
      author: visibleLine(content.author),
      foot,
      date,
      draft,
      sheets: statementSheets(content),
    };
  }
  if (content.kind === 'difference') {
    const title = visibleLine(`Différences – ${content.title}`);
    const foot = visibleLine(`Convention n°\u00a0${content.number} – différences entre deux versions`);
    const author = visibleLine(content.academyName);
    return { title, author, foot, date, draft, sheets: differenceSheets(content) };
  }
  if (content.kind === 'matrix') {
    const title = visibleLine(`Matrice des responsabilités – ${content.title}`);
    const foot = visibleLine(`${title} – ${content.state}`).slice(0, 160);
    const author = visibleLine(content.academyName);
    return { title, author, foot, date, draft, sheets: matrixSheets(content) };
  }
  if (content.kind === 'coverage_sheet') {
    const title = visibleLine(`Couverture numérique – ${content.title}`);
    const foot = visibleLine(`${title} – ${content.scope}, ${content.asOf}`).slice(0, 110);
    const author = visibleLine(content.academyName);
    return { title, author, foot, date, draft, sheets: [coverageSheet(content)] };
  }
  const outline = conventionOutline(content);
  const { title, author, foot } = outline;
  return { title, author, foot, date, draft, sheets: conventionSheets(outline) };
}
