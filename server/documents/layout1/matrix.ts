import type { MatrixContent } from '../content';
import { raciPart } from '../outline';
import { visibleLine } from '../visible';
import { ACTORS_ON_A_PAGE, raciSheets } from './annexes';
import type { Sheet } from './style';

/** Pages that are read as one thing, for one set of actors; beyond, each phase has its own. */
const FEW_PAGES = 2;

/** A matrix by itself, lying, heads on each page; when it is long, a page or more for each phase. */
export function matrixSheets({ title, state, demonstration, raci }: MatrixContent): Sheet[] {
  const notice = demonstration ? 'Démonstration, données fictives. ' : '';
  const part = raciPart(raci, {
    heading: visibleLine(`Matrice des responsabilités – ${title}`),
    caption: visibleLine(`${notice}${state}`),
  });
  const together = raciSheets(part);
  const sets = Math.max(1, Math.ceil(part.actors.length / ACTORS_ON_A_PAGE));
  if (together.length <= FEW_PAGES * sets) return together;
  return part.phases.flatMap((phase) =>
    raciSheets({ ...part, heading: `${part.heading} – ${phase.label}`, phases: [phase] }),
  );
}
