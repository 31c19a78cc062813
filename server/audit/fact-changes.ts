import { roleLabels } from '../access/roles';
import { isIsoDate, longDate } from '../calendar';
import { counted } from '../french';
import { productKindLabels } from '../organisations/catalogue/domain';
import { factsIn, type JournalRow } from './row';

/** One changed fact in words, for the fold under the sentence; an empty side was empty. */
export type FactChange = { label: string; before: string; after: string };

/** French names of the facts that the journal keeps; a fact without a name is not shown. */
const labels: Record<string, string> = {
  name: 'Nom',
  title: 'Titre',
  degree: 'Degré',
  phase: 'Phase',
  carrier: 'Porteur',
  product: 'Solution',
  startsOn: 'Début',
  endsOn: 'Fin',
  effectiveOn: 'Date d’effet',
  signedOn: 'Date de signature',
  terminatesOn: 'Date de résiliation',
  deliberationNumber: 'Délibération',
  deliberationOn: 'Date de la délibération',
  note: 'Remarques',
  fileName: 'Fichier',
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
  workState: 'Avancement',
  environment: 'Environnement',
  wantedOn: 'Date souhaitée',
  verdict: 'Avis',
  comment: 'Commentaire',
  visibility: 'Visibilité',
  person: 'Personne',
  organisation: 'Organisation',
  role: 'Rôle',
  quality: 'Qualité',
  validFrom: 'Premier jour',
  validUntil: 'Dernier jour',
  grantedBy: 'Délégation de',
  reference: 'Référence',
  grantedOn: 'Date de l’acte',
  authority: 'Collectivité',
  siren: 'SIREN',
  vendor: 'Éditeur',
  kind: 'Nature',
  degrees: 'Degrés',
  place: 'Lieu',
  territory: 'Territoire',
  stage: 'Ce qui est visé',
  basis: 'Compté en',
  counted: 'Périmètre de l’objectif',
  targetRate: 'Taux à atteindre',
  targetOn: 'Échéance',
  startNumerator: 'Point de départ\u00a0: numérateur',
  startDenominator: 'Point de départ\u00a0: dénominateur',
  college: 'Collège de secteur',
  toolUses: 'Usages',
  payer: 'Qui paie',
  payerAuthority: 'Collectivité qui paie',
  sinceOn: 'Depuis',
  untilOn: 'Jusqu’au',
  trust: 'Cadre de confiance',
  trustProof: 'Preuve',
  throughEnt: 'Accès',
  sourceOn: 'Date de la source',
  checkedOn: 'Vérifié le',
  active: 'Proposée aux nouveaux projets',
  opinionDelayDpo: 'Délai de l’avis du DPD (jours)',
  opinionDelayLegal: 'Délai de l’avis juridique (jours)',
  opinionDelayDsi: 'Délai de l’avis de la DSI (jours)',
  opinionDelayDsden: 'Délai de l’avis de la DSDEN (jours)',
  opinionDelayExpert: 'Délai de l’avis d’un expert (jours)',
  aafArticle28: 'AAF\u00a0: référence du contrat article 28 exigée',
  aafRegister: 'AAF\u00a0: référence au registre exigée',
  aafConformityProof: 'AAF\u00a0: preuve de conformité exigée',
  publicCoverage: 'Couverture publiée',
  coverageBands: 'Tranches de couverture',
  audienceThreshold: 'Seuil de masquage de l’audience',
  on: 'Date',
  text: 'Texte',
  participants: 'Participants',
  step: 'Étape',
  dueOn: 'Échéance',
  owner: 'Confiée à',
  shared: 'Partagé avec la collectivité',
  priority: 'Priorité',
  label: 'Libellé',
  query: 'Filtres',
  hidden: 'Masquée',
  alertEndMonths: 'Alertes avant la fin (mois)',
  alertOpinionSoon: 'Avis bientôt dû (jours)',
  alertSignature: 'Signature attendue longtemps (jours)',
  alertWaiting: 'Acte attendu longtemps (jours)',
  alertSuspended: 'Suspension longue (jours)',
  reminderCooldown: 'Délai entre deux rappels (jours)',
  raciLetters: 'Lettres des matrices',
  raciShare: 'Seuil de responsabilité d’un acteur (%)',
  departmentCode: 'Département',
  year: 'Année',
  asOf: 'Date de l’état',
  band: 'Tranche publiée',
  numerator: 'Nombre compté',
  denominator: 'Dénominateur',
  scope: 'Périmètre',
  source: 'Source',
  sourceUrl: 'Adresse de la source',
  publishedOn: 'Publié le',
  recipients: 'Destinataires',
  rhythm: 'Rythme',
  family: 'Courriels',
};

/** Codes that a reader should not have to know. */
const words: Record<string, string> = {
  ...roleLabels,
  ...productKindLabels,
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
  const before = factsIn(row.before);
  const after = factsIn(row.after);
  return Object.entries(labels)
    .filter(([key]) => key in before || key in after)
    .map(([key, label]) => ({ label, before: inWords(before[key]), after: inWords(after[key]) }))
    .filter((one) => one.before !== one.after);
}
