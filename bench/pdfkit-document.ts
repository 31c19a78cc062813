import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { DocumentOutline } from '@/server/documents/outline';

/**
 * The yardstick: the same words drawn directly with pdfkit, as one would by hand: running text, a table of
 * schools row by row, the RACI matrix cell by cell, page numbers. `font` null takes the built-in Helvetica
 * (no shaping, no embedding: the fastest pdfkit can be); otherwise a file to embed.
 */
export async function pdfkitDocument(outline: DocumentOutline, font: string | null): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 60, bufferPages: true, info: { Title: outline.title } });
  const chunks: Buffer[] = [];
  const done = new Promise<void>((resolve) => pdf.on('end', resolve));
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const regular = font ?? 'Helvetica';
  const bold = font ?? 'Helvetica-Bold';
  const left = 60;
  const foot = () => pdf.page.height - 60;

  const row = (cells: string[], widths: number[], y: number): number => {
    const heights = cells.map((cell, index) =>
      pdf.heightOfString(cell, { width: (widths[index] ?? 50) - 6 }),
    );
    const height = Math.max(12, ...heights) + 2;
    let top = y;
    if (top + height > foot()) {
      pdf.addPage();
      top = 60;
    }
    let x = left;
    cells.forEach((cell, index) => {
      const width = widths[index] ?? 50;
      pdf.text(cell, x, top, { width: width - 6 });
      x += width;
    });
    pdf
      .moveTo(left, top + height - 1)
      .lineTo(x, top + height - 1)
      .lineWidth(0.4)
      .stroke('#bbbbbb');
    return top + height;
  };

  pdf.font(bold).fontSize(26).text(outline.title, left, 220);
  pdf.font(regular).fontSize(11).text(outline.cover.between.join('\n'));
  pdf.addPage();
  for (const part of outline.parts) {
    pdf.font(bold).fontSize(13);
    if (part.type === 'section') {
      pdf.text(part.heading, left).moveDown(0.4).font(regular).fontSize(10.5);
      for (const block of part.blocks) {
        if (block.type === 'paragraph') pdf.text(block.text).moveDown(0.4);
        else for (const item of block.items) pdf.text(`– ${item}`, { indent: 12 });
      }
      pdf.moveDown();
      continue;
    }
    pdf.addPage().text(part.heading, left, 60).moveDown(0.5).font(regular).fontSize(8.5);
    if (part.type === 'signatures') {
      pdf.text(part.intro);
      for (const block of part.blocks)
        pdf.moveDown().text(`${block.heading}\n${block.quality}\n${block.name}`);
      continue;
    }
    let y = pdf.y;
    if (part.type === 'table') {
      const widths = [26, 54, 160, 92, 70, 44, 50];
      y = row(
        part.columns.map((column) => column.label),
        widths,
        y,
      );
      for (const cells of part.rows) y = row(cells, widths, y);
    } else {
      const widths = [24, 200, ...part.actors.map(() => 34)];
      y = row(['N°', part.activityLabel, ...part.actors.map((actor) => actor.short)], widths, y);
      for (const phase of part.phases) {
        y = row([phase.label], [500], y);
        for (const activity of phase.activities) {
          const letters = part.actors.map((actor) => activity.cells[actor.key] ?? '');
          y = row([String(activity.number), activity.label, ...letters], widths, y);
        }
      }
    }
    pdf.x = left;
    pdf.addPage();
  }
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    pdf.page.margins.bottom = 0;
    pdf.font(regular).fontSize(8.5);
    pdf.text(`${outline.foot}   Page ${page + 1} / ${count}`, left, pdf.page.height - 40, {
      lineBreak: false,
    });
  }
  pdf.end();
  await done;
  return Buffer.concat(chunks);
}

const require = createRequire(import.meta.url);
export const EMBEDDED_FONT = require.resolve(
  '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
);
