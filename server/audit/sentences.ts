import { isIsoDate, longDate } from '../calendar';
import { counted } from '../french';

/** What a journal row tells: the facts before and after, as `change` received them. */
export type JournalRow = { action: string; objectType: string; before: unknown; after: unknown };

/** One changed fact in words, for the fold under the sentence; an empty side was empty. */
export type FactChange = { label: string; before: string; after: string };

type Facts = Record<string, unknown>;
type Sentence = string | ((after: Facts, before: Facts) => string);

const facts = (value: unknown): Facts =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Facts) : {};
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const count = (value: unknown) => (Array.isArray(value) ? value.length : Number(value ?? 0) || 0);
const quoted = (value: unknown) => (text(value) ? ` «\u00a0${text(value)}\u00a0»` : '');
const why = (after: Facts) => (text(after.reason) ? `\u00a0: ${text(after.reason)}` : '');
const schoolsMoved = (after: Facts) =>
  [
    count(after.added) ? `${counted(count(after.added), 'ajoutée')}` : '',
    count(after.removed) ? `${counted(count(after.removed), 'retirée')}` : '',
  ]
    .filter(Boolean)
    .join(', ');

/**
 * What each action says after the name of who did it: « Dominique Dane | a créé le projet ». A domain adds its
 * lines here; an action without a line is shown by its code, so that nothing is ever hidden.
 */
const sentences: Record<string, Sentence> = {
  'project.created': 'a créé le projet',
  'project.updated': 'a modifié le projet',
  'project.closed': 'a clos le projet',
  'project.reopened': 'a rouvert le projet',
  'project.schools_set': (after) => `a modifié la liste des écoles (${schoolsMoved(after)})`,

  'directory.receive': (after) => `a déposé l’annuaire${quoted(after.fileName)}`,
  'directory.import': (after) =>
    `a importé l’annuaire (${counted(count(after.created), 'école créée', 'écoles créées')}, ${counted(count(after.updated), 'modifiée')}, ${counted(count(after.closed), 'fermée')})`,
  'directory.refuse': (after) => `n’a pas pu importer l’annuaire${why(after)}`,

  'raci.started': 'a ouvert la matrice des responsabilités',
  'raci.cell_set': (after) =>
    `a modifié la matrice\u00a0: ${text(after.activity)}, ${text(after.actor)}, ${text(after.letters) || 'case vidée'}`,

  'experience.created': 'a ouvert la fiche de retour d’expérience',
  'experience.edited': 'a modifié la fiche',
  'experience.published': 'a publié la fiche',
  'experience.unpublished': 'a retiré la fiche de la publication',

  'aaf.request_created': (after) =>
    `a demandé l’accrochage de ${counted(count(after.schools), 'école')} à l’AAF`,
  'aaf.requested': 'a demandé l’accrochage à l’AAF',
  'aaf.checked': 'a validé la vérification de la demande',
  'aaf.test_started': 'a mis l’école en test',
  'aaf.attached': 'a accroché l’école à l’AAF',
  'aaf.rejected': (after) => `a refusé la demande${why(after)}`,
  'aaf.suspended': (after) => `a suspendu l’accrochage${why(after)}`,
  'aaf.resumed': 'a repris l’accrochage',
  'aaf.detached': (after) => `a décroché l’école de l’AAF${why(after)}`,
  'aaf.cancelled': (after) => `a annulé la demande${why(after)}`,

  'convention.created': 'a ouvert la rédaction de la convention',
  'convention.updated': 'a modifié la convention',
  'convention.article_edited': (after) => `a modifié l’article${quoted(after.title ?? after.key)}`,
  'convention.variable_set': (after) => `a renseigné${quoted(after.label ?? after.key)}`,
  'convention.schools_set': (after) => `a modifié l’annexe des écoles (${schoolsMoved(after)})`,
  'convention.submitted': 'a soumis le projet de convention à l’examen de l’académie',
  'convention.returned_to_draft': (after) => `a renvoyé la convention en rédaction${why(after)}`,
  'convention.sent_to_partner': 'a envoyé la convention en relecture à la collectivité',
  'convention.changes_requested': (after) => `a demandé des modifications${why(after)}`,
  'convention.text_accepted': 'a accepté le texte',
  'convention.ready_to_sign': 'a déclaré la convention prête à signer',
  'convention.text_reopened': (after) => `a rouvert le texte${why(after)}`,
  'convention.signed_by_party': 'a signé la convention',
  'convention.entered_into_force': 'a constaté l’entrée en vigueur de la convention',
  'convention.suspended': (after) => `a suspendu la convention${why(after)}`,
  'convention.resumed': 'a levé la suspension de la convention',
  'convention.terminated': (after) => `a résilié la convention${why(after)}`,
  'convention.expired': 'a constaté la fin de la convention',
  'convention.renewed': 'a constaté le renouvellement de la convention',
  'convention.archived': 'a archivé la convention',
  'convention.abandoned': (after) => `a abandonné le projet de convention${why(after)}`,
};

/** The verb phrase of a row: « a créé le projet ». */
export function sentenceOf(row: JournalRow): string {
  const sentence = sentences[row.action];
  if (sentence === undefined) return `a fait l’acte «\u00a0${row.action}\u00a0»`;
  return typeof sentence === 'string' ? sentence : sentence(facts(row.after), facts(row.before));
}

/** French names of the facts that the journal keeps; a fact without a name is not shown. */
const labels: Record<string, string> = {
  name: 'Nom',
  title: 'Titre',
  degree: 'Degré',
  phase: 'Phase',
  carrier: 'Porteur',
  startsOn: 'Début',
  endsOn: 'Fin',
  effectiveOn: 'Date d’effet',
  durationMonths: 'Durée (mois)',
  marketReference: 'Référence du marché',
  marketEndsOn: 'Fin du marché',
  academyLeadName: 'Chef de projet de l’académie',
  academyLeadEmail: 'Adresse du chef de projet de l’académie',
  authorityLeadName: 'Chef de projet de la collectivité',
  authorityLeadEmail: 'Adresse du chef de projet de la collectivité',
  reason: 'Motif',
  total: 'Nombre d’écoles',
  added: 'Écoles ajoutées',
  removed: 'Écoles retirées',
  letters: 'Responsabilité',
  environment: 'Environnement',
  wantedOn: 'Date souhaitée',
  verdict: 'Avis',
  comment: 'Commentaire',
  visibility: 'Visibilité',
};

/** Codes that a reader should not have to know. */
const words: Record<string, string> = {
  primary: 'premier degré',
  secondary: 'second degré',
  scoping: 'cadrage',
  convention: 'convention',
  procurement: 'marché',
  deployment: 'déploiement',
  support: 'accompagnement',
  operation: 'exploitation',
  evaluation: 'évaluation',
  renewal: 'renouvellement',
  test: 'test',
  production: 'production',
  favourable: 'favorable',
  with_reservations: 'favorable avec réserves',
  unfavourable: 'défavorable',
};

const longest = 300;

function inWords(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    const items = value.map(inWords).filter(Boolean);
    const first = items.slice(0, 20).join(', ');
    return items.length > 20 ? `${first} et ${counted(items.length - 20, 'autre')}` : first;
  }
  if (typeof value === 'object') return '';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  const plain = String(value);
  if (isIsoDate(plain)) return longDate(plain);
  const known = words[plain] ?? plain;
  return known.length > longest ? `${known.slice(0, longest)}…` : known;
}

/** The named facts of a row, before and after, in the order in which the labels stand. */
export function factChanges(row: JournalRow): FactChange[] {
  const before = facts(row.before);
  const after = facts(row.after);
  return Object.entries(labels)
    .filter(([key]) => key in before || key in after)
    .map(([key, label]) => ({ label, before: inWords(before[key]), after: inWords(after[key]) }))
    .filter((one) => one.before !== one.after);
}
