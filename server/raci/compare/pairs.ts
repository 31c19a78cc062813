import { searchable } from '@/server/territory/search';

/** What stands on both sides, on the first alone (gone) or on the second alone (come). */
export type Pair<T> = { before: T; after: T } | { before: T; after: null } | { before: null; after: T };

type Named = { key: string; label: string };

/** Of each thing on the first side, its like on the second: the same key, else the same label. */
function likes<T extends Named>(before: readonly T[], after: readonly T[]): Map<T, T> {
  const found = new Map<T, T>();
  const taken = new Set<T>();
  const meet = (same: (one: T, other: T) => boolean) => {
    for (const one of before) {
      if (found.has(one)) continue;
      const like = after.find((other) => !taken.has(other) && same(one, other));
      if (!like) continue;
      found.set(one, like);
      taken.add(like);
    }
  };
  meet((one, other) => one.key === other.key);
  meet((one, other) => searchable(one.label) === searchable(other.label));
  return found;
}

/**
 * Two lists as one: in the order of the second, what went away standing after what it followed.
 * @param band what stands apart in the list, such as the phase: what went away stays in its own.
 */
export function pairsOf<T extends Named>(
  before: readonly T[],
  after: readonly T[],
  band: (one: T) => string = () => '',
): Pair<T>[] {
  const like = likes(before, after);
  const from = new Map([...like].map(([one, other]) => [other, one]));
  const pairs: Pair<T>[] = after.map((one) => {
    const was = from.get(one);
    return was ? { before: was, after: one } : { before: null, after: one };
  });
  const shownIn = (pair: Pair<T>) => band((pair.after ?? pair.before) as T);
  for (const [rank, one] of before.entries()) {
    if (like.has(one)) continue;
    const earlier = before.slice(0, rank);
    let at = -1;
    let first = -1;
    for (const [index, pair] of pairs.entries()) {
      if (shownIn(pair) !== band(one)) continue;
      if (first < 0) first = index;
      if (pair.before && earlier.includes(pair.before)) at = index;
    }
    pairs.splice(at >= 0 ? at + 1 : first >= 0 ? first : pairs.length, 0, { before: one, after: null });
  }
  return pairs;
}

/**
 * Of the things on both sides, those that moved: all but a longest run that kept its order, so that one row
 * carried elsewhere does not make all the others « moved ».
 */
export function movedOf<T>(before: readonly T[], pairs: readonly Pair<T>[]): Set<T> {
  const kept = pairs.flatMap((pair) =>
    pair.before && pair.after ? [{ was: pair.before, is: pair.after }] : [],
  );
  const ranks = kept.map(({ was }) => before.indexOf(was));
  // The longest increasing run: for each place, its length and what it follows.
  const length: number[] = [];
  const follows: number[] = [];
  for (const [place, rank] of ranks.entries()) {
    length[place] = 1;
    follows[place] = -1;
    for (let earlier = 0; earlier < place; earlier += 1) {
      const longer = (length[earlier] ?? 0) + 1;
      if ((ranks[earlier] ?? 0) < rank && longer > (length[place] ?? 0)) {
        length[place] = longer;
        follows[place] = earlier;
      }
    }
  }
  const still = new Set<number>();
  for (let place = length.indexOf(Math.max(...length)); place >= 0; place = follows[place] ?? -1)
    still.add(place);
  return new Set(kept.flatMap(({ is }, place) => (still.has(place) ? [] : [is])));
}
