import { Canvas, Page, Text, View } from '@react-pdf/renderer';
import type { ReactElement } from 'react';
import { isPlain, mainFace, textWidth, WIDE_FAMILIES } from './fonts';
import { draftWatermark } from './marks';
import { broken, INK, MARGIN, type Mark, PAPER, type Sheet, SMALL } from './style';

/** What the frame of every page says. */
export type Running = { foot: string; draft: boolean; page: number; pages: number };

/** Rule, what document this is, « PROJET » on a draft, « Page x / y ». */
function footMarks(running: Running, side: number, width: number, height: number): Mark[] {
  const inner = width - 2 * side;
  const top = height - MARGIN.bottom + 30;
  const marks: Mark[] = [
    { type: 'box', left: side, top: top - 7, width: inner, height: 0.5, fill: INK.rule },
    {
      type: 'lines',
      lines: broken(running.foot, SMALL, inner - 160),
      left: side,
      top,
      width: inner - 160,
      style: SMALL,
    },
    {
      type: 'lines',
      lines: [`Page ${running.page} / ${running.pages}`],
      left: side + inner - 80,
      top,
      width: 80,
      style: { ...SMALL, align: 'right' },
    },
  ];
  if (running.draft) {
    const style = { ...SMALL, weight: 700 as const, color: INK.text };
    marks.push({ type: 'lines', lines: ['PROJET'], left: side + inner - 150, top, width: 60, style });
  }
  return marks;
}

/**
 * A page. What plain lines and shapes there are is painted on one canvas, straight to the PDF: the layout
 * engine of the library takes time with the square of a table, and there is nothing left for it to decide.
 * Lines that need other fonts or run right to left are given to its text engine, which knows about both.
 */
export function SheetPage({ sheet, running }: { sheet: Sheet; running: Running }): ReactElement {
  const { width, height } = PAPER[sheet.orientation];
  const marks = [
    ...(running.draft ? [draftWatermark(width, height)] : []),
    ...sheet.marks,
    ...footMarks(running, sheet.side, width, height),
  ];
  return (
    <Page size="A4" orientation={sheet.orientation} wrap={false}>
      {/* A page that may not wrap is as high as what flows in it: this sheet is what flows. */}
      <View style={{ width, height }}>
        <Canvas
          style={{ position: 'absolute', left: 0, top: 0, width, height }}
          paint={(painter: Painter) => {
            for (const mark of marks) paintMark(painter, mark);
            return null;
          }}
        />
        {marks.flatMap(wideLines)}
        {marks.flatMap(bookmarks)}
      </View>
    </Page>
  );
}

/** The part of the library's painter (pdfkit underneath) that is used here. */
type Painter = {
  save(): Painter;
  restore(): Painter;
  translate(x: number, y: number): Painter;
  scale(factor: number): Painter;
  rotate(degrees: number): Painter;
  rect(x: number, y: number, width: number, height: number): Painter;
  path(path: string): Painter;
  fill(color: string): Painter;
  fillColor(color: string): Painter;
  fillOpacity(opacity: number): Painter;
  stroke(color: string): Painter;
  lineWidth(width: number): Painter;
  lineJoin(kind: string): Painter;
  lineCap(kind: string): Painter;
  font(face: unknown, name: string, size: number): Painter;
  text(text: string, x: number, y: number, options: { lineBreak: boolean }): Painter;
};

function paintMark(painter: Painter, mark: Mark): void {
  if (mark.type === 'box') {
    const { left, top, width, height } = mark;
    if (mark.fill) painter.rect(left, top, width, height).fill(mark.fill);
    if (mark.border) painter.lineWidth(0.75).rect(left, top, width, height).stroke(mark.border);
    return;
  }
  if (mark.type === 'path') {
    painter.save().translate(mark.left, mark.top);
    if (mark.angle) painter.rotate(mark.angle);
    painter.scale(mark.scale);
    if (mark.fill) painter.path(mark.path).fill(mark.fill);
    if (mark.stroke) {
      painter.lineJoin('round').lineCap('round').lineWidth(mark.stroke.width);
      painter.path(mark.path).stroke(mark.stroke.color);
    }
    painter.restore();
    return;
  }
  const { style } = mark;
  const weight = style.weight ?? 400;
  const { face, name } = mainFace(weight);
  painter.font(face, name, style.size).fillColor(style.color ?? INK.text);
  mark.lines.forEach((line, index) => {
    if (line === '' || !isPlain(line)) return;
    const free = style.align ? mark.width - textWidth(line, style.size, weight) : 0;
    const shift = style.align === 'center' ? free / 2 : style.align === 'right' ? free : 0;
    painter.text(line, mark.left + shift, mark.top + index * style.leading, { lineBreak: false });
  });
}

/** One text per line that is not plain, at the place where the canvas left it out. */
function wideLines(mark: Mark, at: number): ReactElement[] {
  if (mark.type !== 'lines') return [];
  const { style } = mark;
  return mark.lines.flatMap((line, index) => {
    if (isPlain(line)) return [];
    const top = mark.top + index * style.leading;
    return [
      <Text
        key={`wide ${at} ${top}`}
        style={{
          position: 'absolute',
          left: mark.left,
          top,
          // Measured already; a little room so that rounding never breaks the line again.
          width: mark.width + 2,
          height: 2 * style.leading,
          // The library takes a list of families; its type only knows one.
          fontFamily: WIDE_FAMILIES as unknown as string,
          fontSize: style.size,
          fontWeight: style.weight ?? 400,
          lineHeight: style.leading / style.size,
          color: style.color ?? INK.text,
          textAlign: style.align ?? 'left',
        }}
      >
        {line}
      </Text>,
    ];
  });
}

function bookmarks(mark: Mark, at: number): ReactElement[] {
  if (mark.type !== 'lines' || !mark.bookmark) return [];
  const target = { bookmark: { title: mark.bookmark, fit: false, expanded: false } };
  return [
    <View
      key={`bookmark ${at}`}
      {...target}
      style={{ position: 'absolute', left: 0, top: Math.max(0, mark.top - 12), width: 1, height: 1 }}
    />,
  ];
}
