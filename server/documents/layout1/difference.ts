import { longDate } from '../../calendar';
import type { LineChange } from '../../conventions/difference/lines';
import type { ComparedPart } from '../../conventions/difference/view';
import type { Piece } from '../../conventions/difference/words';
import { agreed, listed } from '../../french';
import type { DifferenceContent } from '../content';
import { visibleText } from '../visible';
import { compose, type LineBlock } from './flow';
import { printable, textWidth } from './fonts';
import {
  BODY,
  broken,
  INK,
  MARGIN,
  type Mark,
  type Sheet,
  SMALL,
  TEXT_WIDTH,
  type TextStyle,
  textHeight,
} from './style';

const TITLE: TextStyle = { size: 20, leading: 26, weight: 600 };
const HEADING: TextStyle = { size: 12.5, leading: 17, weight: 600, color: INK.accent };
const NOTE: TextStyle = { size: 9, leading: 13, color: INK.soft };
/** Dark enough for paper; the line under or through the words tells the same without colour. */
const CHANGE = { insert: '#14532d', delete: '#8a1c1c' } as const;
const LIST_INDENT = 14;

type Run = { op: Piece['op']; text: string };
type Block = LineBlock & { runs: Run[][]; style: TextStyle; indent: number; bookmark: string | null };

/**
 * The lines of a text of which some words were added or deleted. Lines are broken as ordinary text is; each
 * of their characters is then given back to the piece that it came from.
 */
function brokenRuns(pieces: readonly Piece[], style: TextStyle, width: number): Run[][] {
  const source = pieces.flatMap(({ op, text }) =>
    [...printable(visibleText(text))].map((character) => ({ op, character })),
  );
  const whole = source.map(({ character }) => character).join('');
  let at = 0;
  const isSpace = (character: string | undefined) => character !== undefined && /\s/.test(character);
  return broken(whole, style, width).map((line) => {
    const runs: Run[] = [];
    for (const character of line) {
      // Spaces may have been folded, or dropped where a line ends.
      if (!isSpace(character)) while (isSpace(source[at]?.character)) at += 1;
      const op = source[at]?.op ?? 'same';
      at += 1;
      if (isSpace(character)) while (isSpace(source[at]?.character)) at += 1;
      const last = runs.at(-1);
      if (last?.op === op) last.text += character;
      else runs.push({ op, text: character });
    }
    return runs;
  });
}

const plain = (text: string, style: TextStyle, before: number, keep = false): Block =>
  block([{ op: 'same', text }], style, before, { keep });

function block(
  pieces: readonly Piece[],
  style: TextStyle,
  before: number,
  { keep = false, indent = 0, bookmark = null as string | null } = {},
): Block {
  const runs = brokenRuns(pieces, style, TEXT_WIDTH - indent);
  return {
    lines: runs.map((line) => line.map(({ text }) => text).join('')),
    leading: style.leading,
    before,
    keepWithNext: keep,
    runs,
    style,
    indent,
    bookmark,
  };
}

function lineBlock(line: LineChange): Block[] {
  const pieces = line.op === 'change' ? line.pieces : [{ op: line.op, text: line.text }];
  const text = pieces.map((piece) => piece.text).join('');
  if (text.trim() === '') return [];
  return [block(pieces, BODY, 5, { indent: text.startsWith('- ') ? LIST_INDENT : 0 })];
}

const states = { added: 'ajouté', removed: 'supprimé', changed: 'modifié', same: '' } as const;

function partBlocks(part: ComparedPart): Block[] {
  const note = [states[part.state], part.note].filter(Boolean).join(', ');
  return [
    block([{ op: 'same', text: part.heading }], HEADING, 20, { keep: true, bookmark: part.heading }),
    ...(note ? [plain(note, NOTE, 1, true)] : []),
    ...part.lines.flatMap(lineBlock),
  ];
}

/** A line of runs with what marks them: a rule under what was added, through what was deleted. */
function runMarks(
  runs: readonly Run[],
  style: TextStyle,
  left: number,
  top: number,
  bookmark: string | null,
): Mark[] {
  const marks: Mark[] = [];
  let x = left;
  for (const { op, text } of runs) {
    const width = textWidth(text, style.size, style.weight ?? 400);
    const color = op === 'same' ? style.color : CHANGE[op];
    marks.push({
      type: 'lines',
      lines: [text],
      left: x,
      top,
      width: width + 1,
      style: { ...style, ...(color ? { color } : {}) },
      ...(bookmark && x === left ? { bookmark } : {}),
    });
    if (op !== 'same') {
      const height = op === 'insert' ? style.size * 1.16 : style.size * 0.72;
      marks.push({ type: 'box', left: x, top: top + height, width, height: 0.8, fill: CHANGE[op] });
    }
    x += width;
  }
  return marks;
}

/** The sheets of a comparison. Fonts must be loaded (loadFonts). */
export function differenceSheets(content: DifferenceContent): Sheet[] {
  const version = (label: string, { title, detail, sha256 }: DifferenceContent['from']) => [
    plain(`${label}\u00a0: ${title}`, { ...BODY, weight: 600 }, 10, true),
    plain(detail, SMALL, 1, true),
    plain(`SHA-256 ${sha256}`, SMALL, 1),
  ];
  const { unchanged } = content;
  const blocks = [
    ...(content.demonstration
      ? [plain('Démonstration\u00a0: les données de ce document sont fictives.', SMALL, 0)]
      : []),
    plain('Différences entre deux versions', { ...SMALL, size: 10.5, leading: 15 }, 0, true),
    plain(content.title, TITLE, 4, true),
    plain(`Convention n°\u00a0${content.number}, comparée le ${longDate(content.composedOn)}`, SMALL, 4),
    ...version('De', content.from),
    ...version('À', content.to),
    plain(content.summary, BODY, 14),
    block(
      [
        { op: 'same', text: 'Légende\u00a0: ' },
        { op: 'insert', text: 'souligné, ce qui est ajouté' },
        { op: 'same', text: '\u00a0; ' },
        { op: 'delete', text: 'barré, ce qui est supprimé' },
        { op: 'same', text: '.' },
      ],
      NOTE,
      4,
    ),
    ...content.parts.flatMap(partBlocks),
    ...(unchanged.length > 0
      ? [
          plain(
            `${agreed(unchanged.length, 'Partie inchangée', 'Parties inchangées')}\u00a0: ${listed(unchanged, 100)}.`,
            NOTE,
            26,
          ),
        ]
      : []),
  ];
  return compose(blocks, textHeight('portrait')).map((page) => ({
    orientation: 'portrait',
    side: MARGIN.side,
    marks: page.placed.flatMap(({ block: placed, top, from, to }) =>
      placed.runs
        .slice(from, to)
        .flatMap((runs, index) =>
          runMarks(
            runs,
            placed.style,
            MARGIN.side + placed.indent,
            MARGIN.top + top + index * placed.style.leading,
            from + index === 0 ? placed.bookmark : null,
          ),
        ),
    ),
  }));
}
