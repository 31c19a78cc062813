import { type LineChange, lineChanges } from '@/server/conventions/difference/lines';
import type { Piece } from '@/server/conventions/difference/words';

const INSERTED =
  'rounded-xs bg-success-soft text-ink underline decoration-2 decoration-success underline-offset-3';
const DELETED = 'rounded-xs bg-danger-soft text-ink line-through decoration-2 decoration-danger';

/** Words added or deleted: a mark of their own, a rule, and words for whoever listens. */
function PieceView({ piece }: { piece: Piece }) {
  if (piece.op === 'same') return piece.text;
  const inserted = piece.op === 'insert';
  const Tag = inserted ? 'ins' : 'del';
  return (
    <Tag className={inserted ? INSERTED : DELETED}>
      <span className="sr-only">{inserted ? ' (début d’ajout) ' : ' (début de suppression) '}</span>
      {piece.text}
      <span className="sr-only">{inserted ? ' (fin d’ajout) ' : ' (fin de suppression) '}</span>
    </Tag>
  );
}

const piecesOf = (line: LineChange): Piece[] =>
  line.op === 'change' ? line.pieces : [{ op: line.op, text: line.text }];

/** One paragraph or list line; the dash of a list hangs before it. */
function Line({ pieces, isChange }: { pieces: readonly Piece[]; isChange: boolean }) {
  const listed = pieces[0]?.text.startsWith('- ');
  return (
    <p
      data-change={isChange || undefined}
      tabIndex={isChange ? -1 : undefined}
      className={`scroll-mt-40 whitespace-pre-wrap break-words ${listed ? 'pl-6 -indent-3' : ''} ${
        isChange ? '-ml-3 border-accent border-l-3 pl-2.25' : ''
      }`}
    >
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the line
        <PieceView key={index} piece={piece} />
      ))}
    </p>
  );
}

const blank = (pieces: readonly Piece[]) => pieces.every(({ text }) => text.trim() === '');

/** The lines of a part, what was added and deleted in their place. */
export function InlineLines({ lines }: { lines: readonly LineChange[] }) {
  return (
    <div className="flex max-w-text flex-col gap-2">
      {lines.map((line, index) => {
        const pieces = piecesOf(line);
        if (blank(pieces)) return null;
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the text
        return <Line key={index} pieces={pieces} isChange={line.op !== 'same'} />;
      })}
    </div>
  );
}

/** What changes from one text to another, in its place. */
export function TextDifference({ from, to }: { from: string; to: string }) {
  return <InlineLines lines={lineChanges(from, to)} />;
}

/** The lines of a part in two columns, the earlier text at left; one under the other on a narrow screen. */
export function FacingLines({ lines }: { lines: readonly LineChange[] }) {
  return (
    <div className="flex flex-col gap-2">
      {lines.map((line, index) => {
        const pieces = piecesOf(line);
        if (blank(pieces)) return null;
        const left = pieces.filter(({ op }) => op !== 'insert');
        const right = pieces.filter(({ op }) => op !== 'delete');
        return (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the text
            key={index}
            className="grid gap-x-8 gap-y-1 md:grid-cols-2"
          >
            <div>{!blank(left) && <Line pieces={left} isChange={line.op !== 'same'} />}</div>
            <div className={line.op === 'same' ? 'max-md:hidden' : ''}>
              {!blank(right) && <Line pieces={right} isChange={line.op === 'insert'} />}
            </div>
          </div>
        );
      })}
    </div>
  );
}
