import { authorityQuery, searchable } from '@/server/territory/search';

/** A convention to which a scan may belong, with all by which its file may be named. */
export type Matchable = {
  conventionId: string;
  number: string;
  reference: string | null;
  authority: string;
  insee: string | null;
  siren: string | null;
  effectiveOn: string | null;
};

/** `one`: sure of it · `several`: a person chooses among these · `none`: nothing in the name says which. */
export type Match =
  | { kind: 'one'; conventionId: string }
  | { kind: 'several'; conventionIds: string[] }
  | { kind: 'none' };

const words = (text: string) => searchable(text).split(' ').filter(Boolean);

/** True when these words stand in the name, together and in this order. */
function stands(within: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  for (let at = 0; at + wanted.length <= within.length; at += 1)
    if (wanted.every((word, index) => within[at + index] === word)) return true;
  return false;
}

/**
 * To which convention a file belongs, by its name alone: its number here, then its own reference, then SIREN or
 * INSEE code, then the name of the collectivité. The first of these that names something decides; among several
 * conventions of one collectivité, the year of effect decides if it stands in the name.
 */
export function matchScan(fileName: string, conventions: readonly Matchable[]): Match {
  const name = words(fileName.replace(/\.[a-z0-9]{1,5}$/i, ''));
  const ways: ((one: Matchable) => number)[] = [
    (one) => (stands(name, words(one.number)) ? 1 : 0),
    // A reference of one or two signs stands in too many names.
    (one) =>
      one.reference && packed(one.reference).length >= 3 && stands(name, words(one.reference))
        ? packed(one.reference).length
        : 0,
    (one) =>
      (one.siren && name.includes(one.siren)) || (one.insee && name.includes(one.insee.toLowerCase()))
        ? 1
        : 0,
    // « Saint-Ouen-l’Aumône » names more than « Saint-Ouen »: the longest name wins.
    (one) => {
      const wanted = authorityQuery(one.authority).split(' ').filter(Boolean);
      return stands(name, wanted) ? wanted.length : 0;
    },
  ];
  for (const weigh of ways) {
    const weights = conventions.map((one) => weigh(one));
    const best = Math.max(0, ...weights);
    if (best === 0) continue;
    const found = conventions.filter((_, index) => weights[index] === best);
    const dated = found.filter(({ effectiveOn }) => effectiveOn && name.includes(effectiveOn.slice(0, 4)));
    const kept = found.length > 1 && dated.length > 0 ? dated : found;
    const [only] = kept;
    return only && kept.length === 1
      ? { kind: 'one', conventionId: only.conventionId }
      : { kind: 'several', conventionIds: kept.map(({ conventionId }) => conventionId) };
  }
  return { kind: 'none' };
}

const packed = (text: string) => words(text).join('');
