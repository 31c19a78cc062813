import type { ContentRaci } from '@/server/documents/content';
import {
  type ProjectPhase,
  phaseLabels as projectPhaseLabels,
  projectPhases,
} from '@/server/projects/domain';

/**
 * Responsibility matrix (DOMAIN §5). Meanings are stored, never letters: in French « A » is often read
 * *acteur*, so the letters are only a way to show and to type them, always with their legend.
 */
export const meanings = ['accountable', 'doer', 'consulted', 'informed'] as const;
export type Meaning = (typeof meanings)[number];

export const letters: Record<Meaning, string> = {
  accountable: 'A',
  doer: 'R',
  consulted: 'C',
  informed: 'I',
};

export const meaningLabels: Record<Meaning, string> = {
  accountable: 'répond du résultat',
  doer: 'réalise',
  consulted: 'est consulté',
  informed: 'est informé',
};

/** The bands of the matrix are the phases of the project; the last one is called « Suite » here (DOMAIN §5). */
export const phases = projectPhases;
export type Phase = ProjectPhase;
export const phaseLabels: Record<Phase, string> = { ...projectPhaseLabels, renewal: 'Suite' };

export type RaciActor = { key: string; label: string };
export type RaciActivity = {
  number: number;
  phase: Phase;
  label: string;
  /** Actor key → meanings; an actor that is absent has no part in it. */
  cells: Readonly<Record<string, readonly Meaning[]>>;
};
export type RaciMatrix = { actors: readonly RaciActor[]; activities: readonly RaciActivity[] };

/** Actor keys that stand for a data-protection officer: advice, never the decision. */
export const dpoKeys: readonly string[] = ['DP'];

/** Meanings in the order of the legend, once each. */
export function normaliseMeanings(given: readonly Meaning[]): Meaning[] {
  return meanings.filter((meaning) => given.includes(meaning));
}

/** « AR », or an empty text for an actor without any part. */
export function formatLetters(given: readonly Meaning[]): string {
  return normaliseMeanings(given)
    .map((meaning) => letters[meaning])
    .join('');
}

export type ParsedLetters = { ok: true; meanings: Meaning[] } | { ok: false; message: string };

/** Reads « AR », « a / r », « – » or an empty cell, as typed or pasted from a spreadsheet. */
export function parseLetters(input: string): ParsedLetters {
  const found: Meaning[] = [];
  for (const letter of input.toUpperCase().replace(/[\s,;/+.\-–—]/g, '')) {
    const meaning = meanings.find((one) => letters[one] === letter);
    if (!meaning) {
      return {
        ok: false,
        message: `« ${letter} » n’est pas une lettre de la matrice : saisissez R, A, C ou I.`,
      };
    }
    found.push(meaning);
  }
  return { ok: true, meanings: normaliseMeanings(found) };
}

/** What an actor is in an activity; empty when it has no part. */
export function cellOf(activity: RaciActivity, actorKey: string): readonly Meaning[] {
  return Object.hasOwn(activity.cells, actorKey) ? (activity.cells[actorKey] ?? []) : [];
}

/** The matrix with one cell changed; the rest is shared. Unknown activity or actor: the same matrix. */
export function setCell(
  matrix: RaciMatrix,
  number: number,
  actorKey: string,
  given: readonly Meaning[],
): RaciMatrix {
  if (!matrix.actors.some((actor) => actor.key === actorKey)) return matrix;
  if (!matrix.activities.some((activity) => activity.number === number)) return matrix;
  return {
    ...matrix,
    activities: matrix.activities.map((activity) =>
      activity.number === number
        ? { ...activity, cells: { ...activity.cells, [actorKey]: normaliseMeanings(given) } }
        : activity,
    ),
  };
}

/** The legend that goes with every showing of the matrix, in the order R A C I. */
export const legend: ContentRaci['legend'] = (['doer', 'accountable', 'consulted', 'informed'] as const).map(
  (meaning) => ({ letter: letters[meaning], meaning: meaningLabels[meaning] }),
);

/** The matrix as it is frozen in annexe A2: phases in their order, empty cells left out. */
export function toContentRaci(matrix: RaciMatrix): ContentRaci {
  return {
    actors: matrix.actors.map(({ key, label }) => ({ key, label, short: key })),
    phases: phases
      .map((phase) => ({
        label: phaseLabels[phase],
        activities: matrix.activities
          .filter((activity) => activity.phase === phase)
          .map((activity) => ({
            number: activity.number,
            label: activity.label,
            cells: Object.fromEntries(
              matrix.actors
                .map((actor) => [actor.key, formatLetters(cellOf(activity, actor.key))] as const)
                .filter(([, text]) => text !== ''),
            ),
          })),
      }))
      .filter((phase) => phase.activities.length > 0),
    legend,
  };
}
