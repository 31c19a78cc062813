import { searchable } from '@/server/territory/search';
import type { Finding } from './course';

export type ProductChoice = { id: string; name: string; kind: string; degrees: readonly string[] };

const packed = (text: string) => searchable(text).replace(/^ent /, '').replaceAll(' ', '');

/** True when one letter was added, taken away, changed or exchanged with its neighbour. */
export function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  return (
    (left.length <= 1 && right.length <= 1) ||
    (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0])
  );
}

/**
 * The product of the catalogue that a line names: its name as it is, then a part of it (« Beneylu »), then one slip
 * of the pen; only when one product answers. What is understood otherwise than written is said.
 */
export function productOf(
  named: string | null,
  catalogue: readonly ProductChoice[],
  degree: 'primary' | 'secondary' | null,
  chosenId: string | undefined,
): { product: ProductChoice | null; candidates: ProductChoice[]; findings: Finding[] } {
  const warned = (product: ProductChoice | null, message: string) => ({
    product,
    candidates: [],
    findings: [{ level: 'warning' as const, field: 'product' as const, message }],
  });
  const chosen = catalogue.find(({ id }) => id === chosenId);
  if (chosen) return { product: chosen, candidates: [], findings: [] };
  if (!named)
    return warned(null, 'Aucune solution n’est indiquée : l’accrochage à l’AAF ne pourra pas être demandé.');
  const asked = packed(named);
  const fits = ({ degrees }: ProductChoice) => !degree || degrees.length === 0 || degrees.includes(degree);
  const exact = catalogue.find(({ name }) => packed(name) === asked);
  if (exact)
    return fits(exact)
      ? { product: exact, candidates: [], findings: [] }
      : warned(exact, `${exact.name} n’est pas au catalogue pour ce degré.`);
  const partly = catalogue.filter(({ name }) => {
    const own = packed(name);
    const words = searchable(named).split(' ');
    return (
      (asked.length >= 3 && own.includes(asked)) ||
      searchable(name)
        .split(' ')
        .every((word) => words.includes(word))
    );
  });
  const slipped = catalogue.filter(({ name }) => asked.length >= 5 && oneSlip(asked, packed(name)));
  for (const found of [partly.filter(fits), slipped.filter(fits)]) {
    const [only] = found;
    if (only && found.length === 1) return warned(only, `« ${named} » est compris comme ${only.name}.`);
  }
  return {
    product: null,
    candidates: [...new Set([...partly, ...slipped])].slice(0, 6),
    findings: [
      {
        level: 'error',
        field: 'product',
        message: `« ${named} » n’est pas au catalogue des solutions : choisissez-la, ou ajoutez-la au catalogue.`,
      },
    ],
  };
}
