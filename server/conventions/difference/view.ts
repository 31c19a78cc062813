import { shortDate } from '@/server/calendar';
import type { ContentSchool } from '@/server/documents/content';
import { counted } from '@/server/french';
import type { ComparedText, ConventionDifference, FieldChanges, ValueChange } from './difference';
import type { LineChange } from './lines';
import { wordChanges } from './words';

/** One part of a comparison as it is read: its heading, what became of it, and its lines. */
export type ComparedPart = {
  id: string;
  heading: string;
  state: 'same' | 'changed' | 'added' | 'removed';
  /** « déplacé », « était l’article 4 » ; null when there is nothing to say. */
  note: string | null;
  lines: LineChange[];
};

const stateLabels = { added: 'ajouté', removed: 'supprimé', changed: 'modifié', same: 'inchangé' } as const;
/** What became of a part, in one word. */
export const partStateLabel = (state: ComparedPart['state']) => stateLabels[state];

const all = (op: 'insert' | 'delete' | 'same', text: string): LineChange[] =>
  text === '' ? [] : text.split('\n').map((line) => ({ op, text: line }));

/** « libellé : ~~avant~~ après » */
function valueLine(label: string, before: string, after: string): LineChange {
  const name = { op: 'same' as const, text: `${label}\u00a0: ` };
  return { op: 'change', pieces: [name, ...wordChanges(before || '(vide)', after || '(vide)')] };
}

const schoolLine = ({ uai, name, commune, nature, entryOn }: ContentSchool) =>
  `- ${uai} ${name}, ${commune} (${nature}), entrée le ${shortDate(entryOn)}`;

const part = (
  id: string,
  heading: string,
  lines: LineChange[],
  state?: ComparedPart['state'],
  note: string | null = null,
): ComparedPart => {
  const moved = note !== null;
  const changed = moved || lines.some(({ op }) => op !== 'same');
  return { id, heading, note, lines, state: state ?? (changed ? 'changed' : 'same') };
};

const factLabels: Record<keyof ConventionDifference['facts'], string> = {
  nature: 'Nature du document',
  shape: 'Forme',
  title: 'Titre',
  degree: 'Degré',
  academyName: 'Académie',
  authorityName: 'Collectivité',
  demonstration: 'Démonstration',
};
const words: Record<string, string> = {
  amendment: 'avenant',
  processing_agreement: 'contrat de sous-traitance',
  tripartite: 'tripartite',
  framework: 'convention-cadre',
  mutualised: 'mutualisée',
  primary: 'premier degré',
  secondary: 'second degré',
  true: 'oui',
  false: 'non',
};

function factLines(changes: FieldChanges<object>, labels: Record<string, string>): LineChange[] {
  const said = (value: unknown) =>
    value === null || value === undefined ? '' : (words[String(value)] ?? String(value));
  return Object.entries(changes as Record<string, ValueChange<unknown>>).map(([key, { before, after }]) =>
    valueLine(labels[key] ?? key, said(before), said(after)),
  );
}

const partyLabels = {
  side: 'Partie',
  name: 'Nom',
  signatoryQuality: 'Qualité du signataire',
  signatoryName: 'Signataire',
  delegation: 'Délégation',
};

/**
 * A comparison in reading order, unchanged parts included: the page and the PDF both draw this list.
 * @param after the second text, from which unchanged parts are read.
 */
export function comparedParts(found: ConventionDifference, after: ComparedText): ComparedPart[] {
  const { content } = after;
  const facts = factLines(found.facts, factLabels);
  return [
    ...(facts.length > 0 ? [part('identite', 'Identité de la convention', facts)] : []),
    part('parties', 'Parties', partyLines(found, after)),
    part('visas', 'Visas', found.visas),
    part('preambule', 'Préambule', found.preamble),
    ...articleParts(found, after),
    part('annexe-a1', 'Annexe A1 – Liste des écoles', schoolLines(found, content.schools.length)),
    part('annexe-a2', 'Annexe A2 – Matrice des responsabilités (RACI)', raciLines(found)),
    ...annexParts(found, after),
    ...variablePart(found, after),
  ].filter(({ lines, state }) => lines.length > 0 || state !== 'same');
}

function partyLines(found: ConventionDifference, { content }: ComparedText): LineChange[] {
  return found.parties.flatMap((entry): LineChange[] => {
    if (entry.op === 'insert') return all('insert', entry.after.presentation);
    if (entry.op === 'delete') return all('delete', entry.before.presentation);
    if (entry.op === 'change')
      return [...entry.change.presentation, ...factLines(entry.change.fields, partyLabels)];
    const party = content.parties.find(({ side }) => side === entry.key);
    return party ? all('same', party.presentation) : [];
  });
}

function articleParts(found: ConventionDifference, { content }: ComparedText): ComparedPart[] {
  return found.articles.map((entry): ComparedPart => {
    const id = `article-${entry.key.replace('#', '-')}`;
    const named = ({ number, title }: { number: number; title: string }) => `Article ${number} – ${title}`;
    if (entry.op === 'insert') return part(id, named(entry.after), all('insert', entry.after.body), 'added');
    if (entry.op === 'delete')
      return part(id, named(entry.before), all('delete', entry.before.body), 'removed');
    const article = content.articles.find(({ key }) => key === entry.key.split('#')[0]);
    const heading = article ? named(article) : entry.key;
    if (entry.op === 'same')
      return part(id, heading, all('same', article?.body ?? ''), undefined, entry.moved ? 'déplacé' : null);
    const { number, title, body } = entry.change;
    const renumbered = number.before !== number.after ? `était l’article ${number.before}` : null;
    const renamed = title.some(({ op }) => op !== 'same') ? prefixed('Titre', title) : [];
    return part(
      id,
      heading,
      [...renamed, ...body],
      'changed',
      renumbered ?? (entry.moved ? 'déplacé' : null),
    );
  });
}

function annexParts(found: ConventionDifference, { content }: ComparedText): ComparedPart[] {
  return found.annexes.map((entry): ComparedPart => {
    const id = `annexe-${entry.key.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
    const named = ({ code, title }: { code: string; title: string }) => `Annexe ${code} – ${title}`;
    if (entry.op === 'insert') return part(id, named(entry.after), all('insert', entry.after.body), 'added');
    if (entry.op === 'delete')
      return part(id, named(entry.before), all('delete', entry.before.body), 'removed');
    const annex = content.annexes.find(({ code }) => code === entry.key.split('#')[0]);
    const heading = annex ? named(annex) : `Annexe ${entry.key}`;
    const note = entry.moved ? 'déplacée' : null;
    if (entry.op === 'same') return part(id, heading, all('same', annex?.body ?? ''), undefined, note);
    const { title, body } = entry.change;
    const renamed = title.some(({ op }) => op !== 'same') ? prefixed('Titre', title) : [];
    return part(id, heading, [...renamed, ...body], 'changed', note);
  });
}

/** Lines of a title, said to be one. */
function prefixed(label: string, lines: readonly LineChange[]): LineChange[] {
  const name = { op: 'same' as const, text: `${label}\u00a0: ` };
  const pieces = lines.flatMap((line) =>
    line.op === 'change' ? line.pieces : [{ op: line.op, text: line.text }],
  );
  return [{ op: 'change', pieces: [name, ...pieces] }];
}

function schoolLines(found: ConventionDifference, count: number): LineChange[] {
  const labels = {
    uai: 'UAI',
    name: 'nom',
    commune: 'commune',
    nature: 'nature',
    sector: 'secteur',
    entryOn: 'entrée',
  };
  const changes = found.schools.flatMap((entry): LineChange[] => {
    if (entry.op === 'insert') return [{ op: 'insert', text: schoolLine(entry.after) }];
    if (entry.op === 'delete') return [{ op: 'delete', text: schoolLine(entry.before) }];
    if (entry.op === 'same') return [];
    return factLines(
      entry.change,
      Object.fromEntries(Object.entries(labels).map(([key, label]) => [key, `- ${entry.key}, ${label}`])),
    );
  });
  const kept = found.schools.filter(({ op }) => op === 'same').length;
  const rest: LineChange[] =
    kept > 0
      ? [{ op: 'same', text: `${counted(kept, 'école inchangée', 'écoles inchangées')} sur ${count}.` }]
      : [];
  return [...changes, ...rest];
}

function raciLines({ raci }: ConventionDifference): LineChange[] {
  if (raci.kind === 'same') return [];
  const cells = raci.cells.map(({ activity, label, actor, before, after }) =>
    valueLine(`- ${activity}. ${label}, ${actor}`, before, after),
  );
  if (raci.kind === 'cells') return cells;
  if (raci.before === null) return [{ op: 'insert', text: 'La matrice des responsabilités est ajoutée.' }];
  if (raci.after === null) return [{ op: 'delete', text: 'La matrice des responsabilités est retirée.' }];
  const rows = (of: typeof raci.before) =>
    (of?.phases ?? []).flatMap(({ activities }) =>
      activities.map(({ number, label }) => `- ${number}. ${label}`),
    );
  const [old, now] = [rows(raci.before), rows(raci.after)];
  return [
    ...old.filter((row) => !now.includes(row)).map((text): LineChange => ({ op: 'delete', text })),
    ...now.filter((row) => !old.includes(row)).map((text): LineChange => ({ op: 'insert', text })),
    ...cells,
  ];
}

function variablePart(found: ConventionDifference, { variables }: ComparedText): ComparedPart[] {
  const lines = found.variables.flatMap((entry): LineChange[] => {
    if (entry.op === 'insert') return [valueLine(entry.after.label, '', entry.after.text ?? '')];
    if (entry.op === 'delete') return [valueLine(entry.before.label, entry.before.text ?? '', '')];
    if (entry.op === 'same' || !entry.change.text) return [];
    const label = variables.find(({ key }) => key === entry.key)?.label ?? entry.key;
    return [valueLine(label, entry.change.text.before ?? '', entry.change.text.after ?? '')];
  });
  return lines.length === 0 ? [] : [part('champs', 'Champs du texte', lines)];
}
