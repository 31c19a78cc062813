import type { Degree } from '@/prisma/generated/enums';
import { searchable } from '../search';

/** Natures of a school, as kept in School.nature (their names are in server/territory/natures.ts). */
export type Nature =
  | 'maternelle'
  | 'elementaire'
  | 'primaire'
  | 'ecole'
  | 'college'
  | 'lycee'
  | 'lycee_pro'
  | 'erea'
  | 'autre';

const degreeOf = (nature: Exclude<Nature, 'autre'>): Degree =>
  nature === 'maternelle' || nature === 'elementaire' || nature === 'primaire' || nature === 'ecole'
    ? 'primary'
    : 'secondary';

export type NatureEvidence = {
  type: string;
  natureCode: string;
  natureLabel: string;
  nursery: string;
  elementary: string;
  generalTrack: string;
  technologicalTrack: string;
  vocationalTrack: string;
  name: string;
};

export type NatureVerdict =
  | { nature: Nature; degree: Degree; guessed: boolean }
  /** Neither school, collège nor lycée: a service, an orientation centre, a medical institute. */
  | { nature: null; what: string };

/** Types and labels are a few words, said a million times. */
const plainWords = new Map<string, string>();
function plain(words: string): string {
  const kept = plainWords.get(words);
  if (kept !== undefined) return kept;
  const text = searchable(words);
  if (plainWords.size < 1000) plainWords.set(words, text);
  return text;
}

const yes = (cell: string) => cell === '1' || /^(?:oui|vrai|true|x)$/i.test(cell);
const no = (cell: string) => cell === '0' || /^(?:non|faux|false)$/i.test(cell);

/**
 * What kind of school a line tells of. The type column decides the family; levels, nature code (DEPP: 1xx
 * écoles, 3xx second degré) and name make it precise, in that order, and stand in for a missing type.
 */
export function natureOf(evidence: NatureEvidence): NatureVerdict {
  const type = plain(evidence.type);
  const label = plain(evidence.natureLabel);
  const code = /^\d{3}$/.test(evidence.natureCode) ? evidence.natureCode : '';
  if (/^(?:service|information|medico|cio|administratif)/.test(type))
    return { nature: null, what: evidence.type };
  const family = familyOfType(type) ?? familyOfCode(code) ?? familyOfWords(label);
  const guess = family ? null : familyOfWords(searchable(evidence.name));
  switch (family ?? guess) {
    case 'ecole':
      return found(levelOfSchool(evidence, code, label), guess !== null);
    case 'college':
      return found('college', guess !== null);
    case 'erea':
      return found('erea', guess !== null);
    case 'lycee':
      return found(trackOfLycee(evidence, code, label), guess !== null);
    default:
      return { nature: 'autre', degree: code.startsWith('1') ? 'primary' : 'secondary', guessed: true };
  }
}

const found = (nature: Exclude<Nature, 'autre'>, guessed: boolean): NatureVerdict => ({
  nature,
  degree: degreeOf(nature),
  guessed,
});

type Family = 'ecole' | 'college' | 'lycee' | 'erea';

function familyOfType(type: string): Family | null {
  if (/^ecoles?\b/.test(type)) return 'ecole';
  if (/^colleges?\b/.test(type)) return 'college';
  if (/^lycees?\b/.test(type) || type === 'lp') return 'lycee';
  if (/^erea\b/.test(type)) return 'erea';
  return null;
}

function familyOfCode(code: string): Family | null {
  if (code === '') return null;
  if (code.startsWith('1')) return 'ecole';
  if (code === '370') return 'erea';
  if (/^3[45]\d$/.test(code)) return 'college';
  if (/^3[0-3]\d$/.test(code)) return 'lycee';
  return null;
}

function familyOfWords(words: string): Family | null {
  if (/\b(?:erea|etablissement regional d enseignement adapte)\b/.test(words)) return 'erea';
  if (/\b(?:lycee|lp|lpo|lgt|legta|seconde professionnelle)\b/.test(words)) return 'lycee';
  if (/\bcollege\b/.test(words)) return 'college';
  if (/\b(?:ecole|maternelle|elementaire|primaire|groupe scolaire)\b/.test(words)) return 'ecole';
  return null;
}

function levelOfSchool(e: NatureEvidence, code: string, label: string): Exclude<Nature, 'autre'> {
  if (yes(e.nursery) && yes(e.elementary)) return 'primaire';
  if (yes(e.nursery) && (no(e.elementary) || e.elementary === '')) return 'maternelle';
  if (yes(e.elementary) && (no(e.nursery) || e.nursery === '')) return 'elementaire';
  const name = searchable(e.name);
  for (const words of [label, name]) {
    const nursery = /\bmaternelle\b/.test(words);
    const elementary = /\belementaire\b/.test(words);
    if (/\bprimaire\b/.test(words) || (nursery && elementary)) return 'primaire';
    if (nursery) return 'maternelle';
    if (elementary && words === name) return 'elementaire';
  }
  if (/^10[1-3]$|^111$/.test(code)) return 'maternelle';
  // « École de niveau élémentaire » is said of primary schools too: a hint only when nothing else speaks.
  if (/^15[1-3]$|^16[0-2]$/.test(code) || /\belementaire\b/.test(label)) return 'elementaire';
  return 'ecole';
}

function trackOfLycee(e: NatureEvidence, code: string, label: string): Exclude<Nature, 'autre'> {
  if (code === '320' || /\blycee professionnel\b/.test(label)) return 'lycee_pro';
  if (code !== '') return 'lycee';
  if (yes(e.vocationalTrack) && no(e.generalTrack) && no(e.technologicalTrack)) return 'lycee_pro';
  if (yes(e.generalTrack) || yes(e.technologicalTrack)) return 'lycee';
  return /^(?:lycee professionnel|lp|section d enseignement professionnel|sep)\b/.test(searchable(e.name))
    ? 'lycee_pro'
    : 'lycee';
}
