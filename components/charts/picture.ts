import { pictureLayout } from './picture-layout';

/** A chart as a picture that stands alone: its own colours, its title, its legend, its source and its date. */

export const PICTURE_FONT = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif";
const SVG = 'http://www.w3.org/2000/svg';

/** What a chart is drawn with; all the rest comes from the page and stays there. */
const PAINT = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
] as const;
const USUAL: Record<string, string> = {
  'fill-opacity': '1',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'font-weight': '400',
  'text-anchor': 'start',
  'paint-order': 'normal',
  opacity: '1',
};
/** Only what is drawn is painted; groups pass nothing down but their opacity. */
const DRAWN = new Set(['path', 'rect', 'circle', 'text', 'tspan', 'use']);

/** Any CSS colour as `#rrggbb`, which every program that reads SVG knows; asked of the browser once each. */
function colourReader() {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map<string, string>();
  return (colour: string): string => {
    if (!context || colour === 'none' || colour.startsWith('url(') || colour === 'transparent') return colour;
    const before = known.get(colour);
    if (before !== undefined) return before;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    known.set(colour, hex);
    return hex;
  };
}

type Painted = { element: SVGElement; paint: Record<string, string> };

/** Writes the computed paint of an element and of what it holds as attributes, then forgets the page. */
function paintOf(root: SVGElement, hex: (colour: string) => string): Painted[] {
  return [root, ...root.querySelectorAll<SVGElement>('*')].map((element) => {
    const style = getComputedStyle(element);
    const paint: Record<string, string> = {};
    const drawn = DRAWN.has(element.localName);
    const stroked = style.stroke !== 'none';
    for (const name of PAINT) {
      const value = style.getPropertyValue(name);
      if (!value || value === USUAL[name]) continue;
      if (!drawn && name !== 'opacity') continue;
      if (name.startsWith('font') && element.localName !== 'text' && element.localName !== 'tspan') continue;
      if (name.startsWith('stroke-') && !stroked) continue;
      paint[name] = name === 'fill' || name === 'stroke' ? hex(value) : value.replace(/px$/, '');
    }
    return { element, paint };
  });
}

const DROPPED = /^(class|style|role|tabindex|href|data-.*|aria-.*|on.*)$/;

function strip({ element, paint }: Painted): void {
  for (const { name } of [...element.attributes]) if (DROPPED.test(name)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(paint)) element.setAttribute(name, value);
}

/** A link leads nowhere in a picture. */
function unlink(root: SVGElement): void {
  for (const link of root.querySelectorAll('a')) {
    const group = document.createElementNS(SVG, 'g');
    group.append(...link.childNodes);
    link.replaceWith(group);
  }
}

export type Picture = { svg: string; width: number; height: number };

/** The chart of a frame as one SVG text, in the colours of light and print whatever the screen shows. */
export function pictureOf({
  chart,
  legend,
  title,
  source,
}: {
  chart: SVGSVGElement;
  legend: readonly { label: string; picture: SVGSVGElement }[];
  title: string;
  source: string;
}): Picture {
  const hex = colourReader();
  const holder = document.createElement('div');
  holder.setAttribute('aria-hidden', 'true');
  holder.style.cssText = 'position: absolute; left: -99999px; top: 0; width: 0; height: 0; overflow: hidden';
  const drawn = [chart, ...legend.map(({ picture }) => picture)].map((one) => {
    const copy = one.cloneNode(true) as SVGSVGElement;
    for (const passing of copy.querySelectorAll('[data-transient]')) passing.remove();
    unlink(copy);
    return copy;
  });
  holder.append(...drawn);
  document.body.append(holder);
  // Paper is light: the theme turns for the time of reading the colours, before anything is shown again.
  const page = document.documentElement;
  const theme = page.getAttribute('data-theme');
  page.setAttribute('data-theme', 'light');
  try {
    const painted = drawn.flatMap((one) => paintOf(one, hex));
    const measurer = document.createElement('canvas').getContext('2d');
    const { width: boxWidth, height: boxHeight } = chart.viewBox.baseVal;
    const layout = pictureLayout({
      title,
      source,
      legend: legend.map(({ label }) => label),
      chart: { width: boxWidth, height: boxHeight },
      measure: (text, size, bold) => {
        if (!measurer) return text.length * size * 0.55;
        measurer.font = `${bold ? 600 : 400} ${size}px ${PICTURE_FONT}`;
        return measurer.measureText(text).width;
      },
    });
    painted.forEach(strip);
    const root = document.createElementNS(SVG, 'svg');
    root.setAttribute('xmlns', SVG);
    root.setAttribute('viewBox', `0 0 ${layout.width} ${layout.height}`);
    root.setAttribute('width', String(layout.width));
    root.setAttribute('height', String(layout.height));
    root.setAttribute('font-family', PICTURE_FONT);
    const name = document.createElementNS(SVG, 'title');
    name.textContent = title;
    const paper = document.createElementNS(SVG, 'rect');
    for (const [key, value] of Object.entries({
      width: layout.width,
      height: layout.height,
      fill: '#ffffff',
    }))
      paper.setAttribute(key, String(value));
    root.append(name, paper);
    drawn.forEach((one, index) => {
      const place = index === 0 ? layout.chart : layout.marks[index - 1];
      if (!place) return;
      const box = one.viewBox.baseVal;
      for (const [key, value] of Object.entries({ ...place, width: box.width, height: box.height }))
        if (key === 'x' || key === 'y' || key === 'width' || key === 'height')
          one.setAttribute(key, String(value));
      root.append(one);
    });
    for (const { x, y, size, bold, text } of layout.texts) {
      const line = document.createElementNS(SVG, 'text');
      for (const [key, value] of Object.entries({ x, y, 'font-size': size, fill: '#1f2a30' }))
        line.setAttribute(key, String(value));
      if (bold) line.setAttribute('font-weight', '600');
      line.textContent = text;
      root.append(line);
    }
    return { svg: new XMLSerializer().serializeToString(root), width: layout.width, height: layout.height };
  } finally {
    if (theme === null) page.removeAttribute('data-theme');
    else page.setAttribute('data-theme', theme);
    holder.remove();
  }
}

/** The same picture as pixels, twice as fine as the screen's. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new Error('the picture could not be drawn'));
      image.src = address;
    });
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands a file over to the person. */
export function hand(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // After the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
