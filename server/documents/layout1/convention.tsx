import { Document } from '@react-pdf/renderer';
import type { ReactElement } from 'react';
import type { DocumentOutline } from '../outline';
import { raciSheets, tableSheets } from './annexes';
import { coverSheets } from './cover';
import { SheetPage } from './page';
import { headingBlock, type ProseBlock, proseBlocks, proseSheets } from './prose';
import { signatureSheets } from './signatures';
import type { Sheet } from './style';

/** The sheets of a document in reading order. Fonts must be loaded (loadFonts). */
export function conventionSheets(outline: DocumentOutline): Sheet[] {
  const sheets: Sheet[] = coverSheets(outline);
  let running: ProseBlock[] = [];
  const flush = () => {
    if (running.length > 0) sheets.push(...proseSheets(running));
    running = [];
  };
  for (const part of outline.parts) {
    if (part.type === 'section') {
      if (part.newPage) flush();
      running.push(headingBlock(part.heading, part.level), ...proseBlocks(part.blocks));
      continue;
    }
    flush();
    if (part.type === 'signatures') sheets.push(...signatureSheets(part, outline.verification));
    else if (part.type === 'table') sheets.push(...tableSheets(part));
    else sheets.push(...raciSheets(part));
  }
  flush();
  return sheets;
}

/** What a PDF says about itself, beside its pages. */
export type DocumentMetadata = {
  title: string;
  author: string;
  subject: string;
  /** ISO date; the creation date of the file, so that the same text gives the same bytes. */
  date: string;
};

/** Sheets as one PDF document, each in the frame of its page. Shared by every kind of document. */
export function SheetDocument(props: {
  metadata: DocumentMetadata;
  foot: string;
  draft: boolean;
  sheets: Sheet[];
}): ReactElement {
  const { metadata, sheets } = props;
  const date = new Date(`${metadata.date}T12:00:00Z`);
  const created = Number.isNaN(date.getTime()) ? new Date(0) : date;
  return (
    <Document
      title={metadata.title}
      author={metadata.author}
      subject={metadata.subject}
      language="fr"
      pdfVersion="1.7"
      creator="Accord’ENT"
      producer="Accord’ENT"
      creationDate={created}
      modificationDate={created}
      pageMode="useOutlines"
    >
      {sheets.map((sheet, index) => {
        const running = { foot: props.foot, draft: props.draft, page: index + 1, pages: sheets.length };
        return <SheetPage key={running.page} sheet={sheet} running={running} />;
      })}
    </Document>
  );
}
