import type { ConventionStatus } from '@/server/conventions/facts';
import { checkUai } from '@/server/territory/uai';

/**
 * Attachment of one school to the State's federated directory (AAF) for one product (DOMAIN §4). It has its
 * own course, apart from the convention's. `not_requested` is the absence of a row.
 */
export const aafStatuses = [
  'not_requested',
  'requested',
  'checked',
  'test',
  'attached',
  'suspended',
  'detached',
  'rejected',
  'cancelled',
] as const;

export type AafStatus = (typeof aafStatuses)[number];

export type Tone = 'neutral' | 'info' | 'warn' | 'success' | 'danger';

/** French names of the states (of an école's accrochage) and their tone. */
export const aafStatusLabels: Record<AafStatus, { label: string; tone: Tone }> = {
  not_requested: { label: 'Non demandé', tone: 'neutral' },
  requested: { label: 'Demandé', tone: 'info' },
  checked: { label: 'Vérifié', tone: 'info' },
  test: { label: 'En test', tone: 'warn' },
  attached: { label: 'Accroché', tone: 'success' },
  suspended: { label: 'Suspendu', tone: 'danger' },
  detached: { label: 'Décroché', tone: 'neutral' },
  rejected: { label: 'Refusé', tone: 'danger' },
  cancelled: { label: 'Annulé', tone: 'neutral' },
};

/** States from which a new request may be made for the same school and product. */
export const closedAafStatuses = [
  'not_requested',
  'detached',
  'rejected',
  'cancelled',
] as const satisfies readonly AafStatus[];

/** True while an attachment is asked for or in place: a school has at most one such per product. */
export function isLiving(status: AafStatus): boolean {
  return !(closedAafStatuses as readonly AafStatus[]).includes(status);
}

/** What an académie asks for beyond the hard conditions; common practice, on by default, each may be lifted. */
export type AafPolicy = { article28: boolean; register: boolean; conformityProof: boolean };
export const defaultAafPolicy: AafPolicy = { article28: true, register: true, conformityProof: true };

/** What is known of one school, its convention and its product when the checklist is drawn up. */
export type AafFacts = {
  status: AafStatus;
  uai: string;
  schoolName: string;
  schoolState: 'open' | 'opening' | 'closing' | 'closed';
  productName: string;
  productKind: 'ent' | 'school_life' | 'communication' | 'resource' | 'other';
  convention: {
    number: string;
    status: ConventionStatus;
    /** The UAI stands in annexe A1 today. */
    listsSchool: boolean;
    /** The convention is about this product. */
    sameProduct: boolean;
    /** Taken over without its scan: nothing shows that it was signed. */
    withoutScan: boolean;
  } | null;
  /** References entered in the convention; empty when missing. */
  article28Reference: string | null;
  registerReference: string | null;
  conformityProof: string | null;
  /** Convention number of another living attachment of this school to this product; its own row never counts. */
  livingElsewhere: string | null;
  policy: AafPolicy;
};

export type ChecklistCode =
  | 'uai_valid'
  | 'school_open'
  | 'product_is_ent'
  | 'convention_signed'
  | 'school_in_annex'
  | 'product_of_convention'
  | 'no_living_attachment'
  | 'article28_reference'
  | 'register_reference'
  | 'conformity_proof';

export type ChecklistItem = {
  code: ChecklistCode;
  /** Head of the column. */
  label: string;
  /** `hard` can never be lifted; `policy` is asked by the académie. */
  kind: 'hard' | 'policy';
  met: boolean;
  /** What is missing and how to mend it; empty when met. */
  message: string;
};

/** Convention states in which attaching is allowed: signed, or in force. */
const signedStates: readonly ConventionStatus[] = ['signed', 'in_force'];

/**
 * The checklist of one school, in the order of the screen's columns. A suspended or ended convention no longer
 * opens the directory.
 */
export function checklist(facts: AafFacts): ChecklistItem[] {
  const { convention, policy } = facts;
  const school = `${facts.schoolName} (${facts.uai})`;
  const item = (
    code: ChecklistCode,
    label: string,
    kind: ChecklistItem['kind'],
    met: boolean,
    message: string,
  ): ChecklistItem => ({ code, label, kind, met, message: met ? '' : message });
  const uai = checkUai(facts.uai);
  const hard = [
    item('uai_valid', 'UAI', 'hard', uai.ok, uai.ok ? '' : uai.message),
    item(
      'school_open',
      'École ouverte',
      'hard',
      facts.schoolState === 'open' || facts.schoolState === 'closing',
      facts.schoolState === 'opening'
        ? `${school} n’est pas encore ouverte : refaites la demande après son ouverture.`
        : `${school} est fermée selon l’annuaire des établissements : retirez-la de la demande.`,
    ),
    item(
      'product_is_ent',
      'Solution ENT',
      'hard',
      facts.productKind === 'ent',
      `${facts.productName} n’est pas un ENT : seul un ENT peut être accroché à l’annuaire fédérateur.`,
    ),
    item(
      'convention_signed',
      'Convention signée',
      'hard',
      convention !== null && signedStates.includes(convention.status) && !convention.withoutScan,
      convention === null
        ? `Aucune convention ne couvre ${school} : établissez-la et faites-la signer.`
        : convention.withoutScan && signedStates.includes(convention.status)
          ? `La convention ${convention.number} a été reprise sans sa numérisation\u00a0: joignez-la avant de demander l’accrochage.`
          : `La convention ${convention.number} n’est pas signée, ou ne produit plus ses effets : l’accrochage attend sa signature par toutes les parties.`,
    ),
    item(
      'school_in_annex',
      'Inscrite à l’annexe A1',
      'hard',
      convention?.listsSchool === true,
      convention === null
        ? `${school} ne figure à l’annexe d’aucune convention.`
        : `${school} ne figure pas à l’annexe A1 de la convention ${convention.number} : ajoutez-la par avenant.`,
    ),
    item(
      'product_of_convention',
      'Même solution',
      'hard',
      convention?.sameProduct === true,
      convention === null
        ? `Aucune convention ne désigne ${facts.productName} pour cette école.`
        : `La convention ${convention.number} porte sur une autre solution que ${facts.productName}.`,
    ),
    item(
      'no_living_attachment',
      'Pas de doublon',
      'hard',
      facts.livingElsewhere === null,
      `${school} a déjà un accrochage en cours pour ${facts.productName} (convention ${facts.livingElsewhere}).`,
    ),
  ];
  const given = (value: string | null) => Boolean(value?.trim());
  const asked = [
    policy.article28 &&
      item(
        'article28_reference',
        'Contrat art. 28',
        'policy',
        given(facts.article28Reference),
        'La référence du contrat de sous-traitance (article 28 du RGPD) manque : complétez l’article 12 de la convention.',
      ),
    policy.register &&
      item(
        'register_reference',
        'Registre',
        'policy',
        given(facts.registerReference),
        'La référence au registre des traitements manque : complétez l’article 12 de la convention.',
      ),
    policy.conformityProof &&
      item(
        'conformity_proof',
        'Conformité SDET',
        'policy',
        given(facts.conformityProof),
        'La preuve de conformité de la solution au SDET manque : complétez l’article 4 de la convention.',
      ),
  ];
  return [...hard, ...asked.filter((one) => one !== false)];
}

/** The items that are not met. */
export function unmet(facts: AafFacts): ChecklistItem[] {
  return checklist(facts).filter((one) => !one.met);
}
