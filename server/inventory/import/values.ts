import { type Cell, textOf } from '@/server/documents/table-file';
import { searchable } from '@/server/territory/search';
import {
  allUses,
  type InventoryPayer,
  payerLabels,
  payers,
  type TrustState,
  trustLabels,
  trustStates,
  type Use,
  useLabels,
} from '../domain';

/** What a cell says: nothing, a value, or why it cannot be read. */
export type Reading<T> = { value: T } | { refusal: string } | null;

const isEmpty = (text: string) => text === '' || /^[-–—/]+$/.test(text);
const shown = (text: string) => `«\u00a0${text.slice(0, 40)}\u00a0»`;

const useWords: Record<Use, readonly string[]> = {
  diary: ['cahier de texte', 'devoirs'],
  liaison: ['liaison', 'carnet de liaison'],
  family_messaging: ['messagerie familles', 'messagerie', 'communication avec les familles', 'familles'],
  staff_messaging: ['messagerie interne', 'messagerie personnels', 'messagerie des personnels'],
  absences: ['absences', 'absence', 'retards', 'appel'],
  marks: ['notes', 'evaluations', 'bulletins', 'livret scolaire', 'competences'],
  timetable: ['emplois du temps', 'edt'],
  class_space: ['espaces de classe', 'travail des eleves', 'classe'],
  blog: ['blog', 'journal de classe'],
  storage: ['stockage', 'fichiers', 'partage de fichiers', 'casier'],
  resources: ['ressources', 'ressource', 'manuels', 'manuels numeriques'],
  virtual_class: ['classe virtuelle', 'visioconference', 'visio'],
  booking: ['reservation', 'reservations'],
  after_school: ['cantine', 'periscolaire', 'restauration'],
  other: ['autre', 'autres'],
};
const useByWord = new Map<string, Use>(
  allUses.flatMap((use) => [
    [searchable(useLabels[use]), use] as const,
    [searchable(use), use] as const,
    ...useWords[use].map((word) => [word, use] as const),
  ]),
);

/** Uses separated by commas, semicolons, bars or lines. */
export function readUses(cell: Cell | undefined): Reading<Use[]> {
  const text = textOf(cell);
  if (isEmpty(text)) return null;
  const words = text
    .split(/[,;|/\n+]/)
    .map((word) => word.trim())
    .filter(Boolean);
  const found = new Set<Use>();
  for (const word of words) {
    const use = useByWord.get(searchable(word));
    if (!use)
      return {
        refusal: `l’usage ${shown(word)} n’est pas dans la liste\u00a0: ${allUses.map((one) => useLabels[one]).join(', ')}.`,
      };
    found.add(use);
  }
  return { value: allUses.filter((use) => found.has(use)) };
}

const payerWords: Record<InventoryPayer, readonly string[]> = {
  authority: ['commune', 'mairie', 'ville', 'departement', 'region', 'epci', 'agglomeration', 'syndicat'],
  school: [
    'ecole',
    'cooperative',
    'cooperative scolaire',
    'etablissement',
    'association',
    'college',
    'lycee',
  ],
  state: ['academie', 'etat', 'rectorat', 'ministere', 'dane', 'education nationale'],
  free: ['gratuit', 'gratuite', 'libre', 'aucun', 'personne', '0'],
  unknown: ['inconnu', 'inconnue', 'ne sait pas', 'nsp', 'indetermine'],
};

/** Who pays. */
export function readPayer(cell: Cell | undefined): Reading<InventoryPayer> {
  const text = textOf(cell);
  if (isEmpty(text)) return null;
  const plain = searchable(text);
  const payer = payers.find(
    (one) => one === plain || searchable(payerLabels[one]) === plain || payerWords[one].includes(plain),
  );
  return payer
    ? { value: payer }
    : {
        refusal: `${shown(text)} ne dit pas qui paie\u00a0: écrivez ${payers.map((one) => payerLabels[one]).join(', ')}.`,
      };
}

const yes = ['oui', 'o', 'vrai', 'true', '1', 'x', 'yes'];
const no = ['non', 'n', 'faux', 'false', '0', 'no'];
const unknown = ['inconnu', 'inconnue', 'ne sait pas', 'nsp', '', 'indetermine'];

/** Yes, no, or « nobody knows » (null). */
export function readYesNo(cell: Cell | undefined): Reading<boolean | null> {
  const text = textOf(cell);
  if (isEmpty(text)) return null;
  const plain = searchable(text);
  if (yes.includes(plain)) return { value: true };
  if (no.includes(plain)) return { value: false };
  if (unknown.includes(plain)) return { value: null };
  return { refusal: `${shown(text)} ne se lit pas\u00a0: écrivez oui, non ou inconnu.` };
}

/** Within the cadre de confiance, outside, or unknown. */
export function readTrust(cell: Cell | undefined): Reading<TrustState> {
  const text = textOf(cell);
  if (isEmpty(text)) return null;
  const plain = searchable(text);
  const labelled = trustStates.find((one) => one === plain || searchable(trustLabels[one]) === plain);
  if (labelled) return { value: labelled };
  if (plain === 'dans' || plain === 'dedans') return { value: 'inside' };
  if (plain === 'hors' || plain === 'dehors') return { value: 'outside' };
  const said = readYesNo(cell);
  if (said === null || 'refusal' in said) return said;
  return { value: said.value === null ? 'unknown' : said.value ? 'inside' : 'outside' };
}
