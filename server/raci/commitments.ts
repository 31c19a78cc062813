import { searchable } from '../territory/search';
import {
  cellOf,
  type Meaning,
  normaliseMeanings,
  type RaciActivity,
  type RaciMatrix,
  type RaciParty,
  sameMeanings,
} from './domain';

/**
 * What a convention may say of a party's commitments, from the matrix: what it does and what it answers for. Pure:
 * sentences are proposed, a person decides what stands in the article.
 */

/** The articles on commitments (keys of the templates) and the parties of the matrix that each speaks of. */
export const commitmentArticles: Readonly<Record<string, readonly RaciParty[]>> = {
  engagements_academie: ['academy', 'district'],
  engagements_collectivite: ['authority'],
  engagements_etablissement: ['heads'],
};

/** The part that a party takes in an activity: `doer`, `accountable` or both. */
export type Commitment = { party: RaciParty; key: string; label: string; meanings: Meaning[] };

const engaging: readonly Meaning[] = ['accountable', 'doer'];

/** What these parties do and answer for, in the order of the activities; the columns of one party count as one. */
export function commitmentsOf(
  { actors, activities }: RaciMatrix,
  parties: readonly RaciParty[],
): Commitment[] {
  return parties.flatMap((party) => {
    const columns = actors.filter((actor) => actor.party === party);
    return activities.flatMap((activity): Commitment[] => {
      const held = columns.flatMap(({ key }) => cellOf(activity, key));
      const meanings = normaliseMeanings(held).filter((one) => engaging.includes(one));
      return meanings.length > 0 ? [{ party, key: activity.key, label: activity.label, meanings }] : [];
    });
  });
}

type Voice = { name: string; pronoun: string; plural?: boolean };
const voices: Partial<Record<RaciParty, Voice>> = {
  academy: { name: 'L’académie', pronoun: 'Elle' },
  district: { name: 'La direction des services départementaux de l’éducation nationale', pronoun: 'Elle' },
  authority: { name: 'La collectivité', pronoun: 'Elle' },
  heads: { name: 'L’établissement', pronoun: 'Il' },
};

/** « Rédiger le projet » → « rédiger le projet »; « DNMA » keeps its capitals. Braces would be read as fields. */
function inList(label: string): string {
  const plain = label
    .replace(/[{}\n]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.;]+$/, '');
  return /^\p{Lu}[\p{Lu}\d]/u.test(plain) ? plain : plain.charAt(0).toLowerCase() + plain.slice(1);
}

const list = (lead: string, items: readonly string[]) =>
  [lead, ...items.map((item, index) => `- ${item}${index === items.length - 1 ? '.' : '\u00a0;'}`)].join(
    '\n',
  );

/** The labels of the other columns that have this meaning in an activity. */
const others = (
  matrix: RaciMatrix,
  activity: RaciActivity | undefined,
  party: RaciParty,
  meaning: Meaning,
) =>
  activity
    ? matrix.actors
        .filter((actor) => actor.party !== party && cellOf(activity, actor.key).includes(meaning))
        .map(({ label }) => label)
        .join(', ')
    : '';

/** What one party does and answers for, as paragraphs of an article; empty when it does and answers for nothing. */
function proposalOf(matrix: RaciMatrix, party: RaciParty): string[] {
  const mine = commitmentsOf(matrix, [party]);
  const voice = voices[party] ?? { name: 'Cette partie', pronoun: 'Elle' };
  const activity = (key: string) => matrix.activities.find((one) => one.key === key);
  const of = (wanted: readonly Meaning[]) => mine.filter(({ meanings }) => sameMeanings(meanings, wanted));
  const noted = (label: string, note: string, who: string) =>
    who ? `${inList(label)} (${note}\u00a0: ${who})` : inList(label);
  const groups: [lead: string, items: string[]][] = [
    [
      'réalise les activités suivantes et répond de leur résultat\u00a0:',
      of(['accountable', 'doer']).map(({ label }) => inList(label)),
    ],
    [
      'répond du résultat des activités suivantes, que d’autres réalisent\u00a0:',
      of(['accountable']).map(({ key, label }) =>
        noted(label, 'réalisation', others(matrix, activity(key), party, 'doer')),
      ),
    ],
    [
      'réalise les activités suivantes, dont une autre partie répond\u00a0:',
      of(['doer']).map(({ key, label }) =>
        noted(label, 'responsable du résultat', others(matrix, activity(key), party, 'accountable')),
      ),
    ],
  ];
  return groups
    .filter(([, items]) => items.length > 0)
    .map(([lead, items], index) => list(`${index === 0 ? voice.name : voice.pronoun} ${lead}`, items));
}

/** The text proposed for an article on commitments, as the editor writes it; empty when there is nothing to say. */
export function proposedArticle(matrix: RaciMatrix, parties: readonly RaciParty[]): string {
  const paragraphs = parties.flatMap((party) => proposalOf(matrix, party));
  return paragraphs.length === 0
    ? ''
    : [
        'La matrice des responsabilités, annexée à la convention (annexe A2), fixe la part de chacun.',
        ...paragraphs,
      ].join('\n\n');
}

/** How matrix and text have moved apart since the article was proposed. */
export type Divergence = {
  added: Commitment[];
  removed: Commitment[];
  changed: { before: Commitment; after: Commitment }[];
  /** Proposed, still in the matrix, and no longer in the article. */
  missing: Commitment[];
};

const nameOf = ({ party, key }: Pick<Commitment, 'party' | 'key'>) => `${party} ${key}`;

/** Whether an article speaks of an activity: by its name, whatever the capitals, accents and signs. */
export const speaksOf = (body: string, label: string): boolean =>
  searchable(body).includes(searchable(label));

/**
 * Compares what an article was proposed from with the matrix as it is and with the article as it is written.
 * @param setAside names of activities that the article leaves out knowingly.
 */
export function divergenceOf(
  basis: readonly Commitment[],
  now: readonly Commitment[],
  body: string,
  setAside: readonly string[] = [],
): Divergence {
  const before = new Map(basis.map((one) => [nameOf(one), one]));
  const after = new Map(now.map((one) => [nameOf(one), one]));
  const changed = basis.flatMap((one) => {
    const then = after.get(nameOf(one));
    return then && (then.label !== one.label || !sameMeanings(then.meanings, one.meanings))
      ? [{ before: one, after: then }]
      : [];
  });
  return {
    added: now.filter((one) => !before.has(nameOf(one))),
    removed: basis.filter((one) => !after.has(nameOf(one))),
    changed,
    missing: basis.filter(
      (one) =>
        after.get(nameOf(one))?.label === one.label &&
        !setAside.includes(nameOf(one)) &&
        !speaksOf(body, one.label),
    ),
  };
}

export const diverges = ({ added, removed, changed, missing }: Divergence): boolean =>
  added.length + removed.length + changed.length + missing.length > 0;

/** Names of the activities that an article does not speak of: what « looked at » sets aside. */
export const unspoken = (commitments: readonly Commitment[], body: string): string[] =>
  commitments.filter(({ label }) => !speaksOf(body, label)).map(nameOf);
