import type { DocumentPart } from '../outline';
import { HEADINGS } from './prose';
import {
  BODY,
  broken,
  INK,
  MARGIN,
  type Mark,
  type Orientation,
  PAPER,
  type Sheet,
  SMALL,
  type TextStyle,
  textHeight,
} from './style';
import { type Column, composeTable, headHeight, type TableRow, tableMarks } from './table';

/** Wide gap between two entries of the legend, with one place where a line may end. */
const NOTE_GAP = '\u00A0\u00A0 \u00A0\u00A0';
const CELL: TextStyle = { size: 8.6, leading: 11 };

/** Widths in points of the columns of the schools; together the width between narrow margins. */
const SCHOOL_COLUMNS: Record<string, Partial<TextStyle> & { width: number }> = {
  rank: { width: 24, color: INK.soft, align: 'right' },
  uai: { width: 52, weight: 600 },
  name: { width: 168 },
  commune: { width: 92 },
  nature: { width: 74 },
  sector: { width: 44.28 },
  entryOn: { width: 49 },
};

/** Annex A1, upright: heading and count on the first page, heads of columns on each. */
export function tableSheets(part: Extract<DocumentPart, { type: 'table' }>): Sheet[] {
  const columns: Column[] = part.columns.map(({ key, label }) => {
    const { width, ...style } = SCHOOL_COLUMNS[key] ?? { width: 60 };
    return { label, width, style: { ...CELL, ...style } };
  });
  const rows = part.rows.map((cells): TableRow => ({ cells }));
  return tabled({ ...part, notes: [] }, columns, rows, 'portrait');
}

type RaciPart = Extract<DocumentPart, { type: 'raci' }>;

/** Beyond, the letters of a page could not be followed to their actor: the others come on pages of their own. */
export const ACTORS_ON_A_PAGE = 20;
/** In points; a narrower column carries the short name alone, and the page says whose it is. */
const READABLE_HEAD = 52;

/**
 * Annex A2, lying: phases as bands, the letters centred under each actor, who answers for the result on a
 * tint, the legend on each page.
 */
export function raciSheets(part: RaciPart): Sheet[] {
  const pages = Math.max(1, Math.ceil(part.actors.length / ACTORS_ON_A_PAGE));
  const each = Math.ceil(part.actors.length / pages);
  return Array.from({ length: pages }, (_, page) => ({
    ...part,
    heading: pages > 1 ? `${part.heading}, acteurs ${page + 1}/${pages}` : part.heading,
    actors: part.actors.slice(page * each, (page + 1) * each),
  })).flatMap(actorSheets);
}

function actorSheets(part: RaciPart): Sheet[] {
  const inner = PAPER.landscape.width - 2 * MARGIN.narrow;
  const actorWidth = Math.min(60, (inner - 240) / Math.max(1, part.actors.length));
  const letters: TextStyle = { size: 9.5, leading: 11, weight: 700, align: 'center' };
  const columns: Column[] = [
    { label: 'N°', width: 24, style: { ...CELL, color: INK.soft, align: 'right' } },
    {
      label: part.activityLabel,
      width: inner - 24 - part.actors.length * actorWidth,
      style: { size: 9.5, leading: 11 },
    },
    ...part.actors.map(
      ({ short, label }): Column => ({
        label: actorWidth < READABLE_HEAD ? short : `${short}\n${label}`,
        width: actorWidth,
        style: letters,
      }),
    ),
  ];
  // The legend says the meanings in one order, in the letters of the académie.
  const accountable = part.legend[1]?.letter ?? 'A';
  const rows = part.phases.flatMap((phase): TableRow[] => [
    { band: phase.label },
    ...phase.activities.map((activity): TableRow => {
      const cells = part.actors.map((actor) => activity.cells[actor.key] ?? '');
      const tinted = cells.flatMap((cell, index) => (cell.includes(accountable) ? [index + 2] : []));
      return { cells: [String(activity.number), activity.label, ...cells], tinted };
    }),
  ]);
  const names = actorWidth < READABLE_HEAD ? part.actors : [];
  const notes = [
    ...part.legend.map(({ letter, meaning }) => `${letter}\u00A0: ${meaning}`),
    ...names.map(({ short, label }) => `${short}\u00A0= ${label.replaceAll(' ', '\u00A0')}`),
  ];
  return tabled({ ...part, notes }, columns, rows, 'landscape');
}

function tabled(
  part: { heading: string; caption: string; notes: string[] },
  columns: Column[],
  rows: TableRow[],
  orientation: Orientation,
): Sheet[] {
  const left = MARGIN.narrow;
  const width = PAPER[orientation].width - 2 * left;
  const heading = HEADINGS[1].style;
  const headingLines = broken(part.heading, heading, width);
  const caption = broken(part.caption, BODY, width);
  const notes = part.notes.length > 0 ? broken(part.notes.join(NOTE_GAP), SMALL, width) : [];
  const notesHeight = notes.length > 0 ? notes.length * SMALL.leading + 6 : 0;
  const intro = headingLines.length * heading.leading + caption.length * BODY.leading + 8;
  const top = orientation === 'landscape' ? MARGIN.top - 24 : MARGIN.top;
  const room = textHeight(orientation) + MARGIN.top - top - headHeight(columns) - notesHeight + 14;
  const pages = composeTable(rows, columns, room - intro, room);
  return pages.map((page, index) => {
    const start = index === 0 ? top + intro : top;
    const place = { type: 'lines' as const, left, width };
    const marks: Mark[] =
      index > 0
        ? []
        : [
            { ...place, top, lines: headingLines, style: heading, bookmark: part.heading },
            { ...place, top: top + headingLines.length * heading.leading + 2, lines: caption, style: BODY },
          ];
    marks.push({ ...place, top: start, lines: notes, style: { ...SMALL, color: INK.text } });
    marks.push(...tableMarks(columns, page, { left, top: start + notesHeight }));
    return { orientation, side: left, marks };
  });
}
