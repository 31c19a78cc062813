import { type CircuitMember, memberName, nextMembers } from '@/server/signature/circuit';
import { listed } from '../french';
import type { ConventionFacts, ConventionStatus } from './facts';

export type Tone = 'neutral' | 'info' | 'warn' | 'success' | 'danger';

/** French names of the states and the tone in which a screen shows them. */
export const statusLabels: Record<ConventionStatus, { label: string; tone: Tone }> = {
  draft: { label: 'Brouillon', tone: 'neutral' },
  academic_review: { label: 'En examen à l’académie', tone: 'info' },
  partner_review: { label: 'En relecture par la collectivité', tone: 'info' },
  awaiting_deliberation: { label: 'En attente de délibération', tone: 'warn' },
  ready_to_sign: { label: 'Prête à signer', tone: 'warn' },
  partially_signed: { label: 'Partiellement signée', tone: 'warn' },
  awaiting_seal: { label: 'Signée par toutes les parties, scellement en attente', tone: 'warn' },
  signed: { label: 'Signée', tone: 'success' },
  in_force: { label: 'En vigueur', tone: 'success' },
  suspended: { label: 'Suspendue', tone: 'danger' },
  expired: { label: 'Échue', tone: 'neutral' },
  terminated: { label: 'Résiliée', tone: 'danger' },
  renewed: { label: 'Renouvelée', tone: 'neutral' },
  archived: { label: 'Archivée', tone: 'neutral' },
  abandoned: { label: 'Abandonnée', tone: 'neutral' },
};

/** Name and tone of the state of one convention: while its seal is awaited, it says what the seal waits for. */
export function statusLabelOf(facts: Pick<ConventionFacts, 'status' | 'seal'>): {
  label: string;
  tone: Tone;
} {
  if (facts.status === 'awaiting_seal' && facts.seal.waitingFor === 'timestamp')
    return { label: 'Signée par toutes les parties, horodatage en attente', tone: 'warn' };
  return statusLabels[facts.status];
}

export type Holder = 'academy' | 'dpo' | 'legal' | 'reviewers' | 'authority' | 'signatories' | 'nobody';

export type Ball = {
  holder: Holder;
  /** « l’académie de Versailles »; null when nobody has to act. */
  label: string | null;
  /** « La balle est chez … », or why it is with nobody. */
  sentence: string;
};

/**
 * Who must act next. Names are as they stand in a sentence (« l’académie de Versailles », « la commune
 * d’Argenteuil »).
 */
export function ballHolder(
  facts: ConventionFacts,
  names: { academy?: string; authority?: string } = {},
): Ball {
  const academy = names.academy ?? 'l’académie';
  const authority = names.authority ?? 'la collectivité';
  const what = facts.amendment ? 'l’avenant' : 'la convention';
  const at = (holder: Holder, label: string): Ball => ({
    holder,
    label,
    sentence: `La balle est chez ${label}.`,
  });
  const nobody = (sentence: string): Ball => ({ holder: 'nobody', label: null, sentence });
  switch (facts.status) {
    case 'draft':
      return facts.draftedBy === 'authority' ? at('authority', authority) : at('academy', academy);
    case 'academic_review': {
      const awaited = (kind: 'dpo' | 'legal') =>
        !facts.opinions.some((one) => one.kind === kind && one.verdict);
      const dpo = 'le délégué à la protection des données';
      const legal = 'le service juridique';
      if (awaited('dpo') && awaited('legal')) return at('reviewers', `${dpo} et ${legal}`);
      if (awaited('dpo')) return at('dpo', dpo);
      if (awaited('legal')) return at('legal', legal);
      return at('academy', academy);
    }
    case 'partner_review':
      return at('authority', authority);
    case 'awaiting_deliberation': {
      const entered =
        facts.deliberation?.waiverReason || (facts.deliberation?.number && facts.deliberation.hasFile);
      return entered ? at('academy', academy) : at('authority', authority);
    }
    case 'ready_to_sign':
    case 'partially_signed': {
      const next = nextMembers(facts.circuit);
      if (next.every((one) => one.kind === 'signer' && !one.designated && !one.organisation)) {
        const waits = (side: string) => next.some((one) => one.side === side);
        if (waits('vendor'))
          return at('signatories', listed(next.map((one) => inWords(one, { academy, authority }))));
        if (waits('school')) return at('signatories', 'le signataire de l’établissement');
        if (!waits('authority')) return at('signatories', `le signataire pour l’État (${academy})`);
        if (!waits('state')) return at('signatories', `le signataire de la collectivité (${authority})`);
        return at('signatories', `les signataires (${authority} et ${academy})`);
      }
      return at('signatories', listed(next.map((one) => inWords(one, { academy, authority }))));
    }
    case 'awaiting_seal':
      return nobody(
        facts.seal.waitingFor === 'timestamp'
          ? 'Personne n’a rien à faire\u00a0: toutes les parties ont signé, l’horodatage est demandé à nouveau jusqu’à ce qu’il réponde.'
          : facts.seal.waitingFor
            ? 'Toutes les parties ont signé\u00a0; le scellement est tenté à nouveau jusqu’à ce qu’il aboutisse.'
            : 'Personne n’a rien à faire\u00a0: toutes les parties ont signé, le document va être scellé.',
      );
    case 'signed':
      return nobody(`Personne n’a rien à faire : ${what} entrera en vigueur à sa date d’effet.`);
    case 'in_force':
      return nobody(`Personne n’a rien à faire : ${what} est en vigueur.`);
    case 'suspended':
      return at('academy', academy);
    case 'expired':
    case 'terminated':
    case 'renewed':
      return nobody(
        facts.amendment
          ? 'L’avenant a pris fin avec sa convention.'
          : 'La convention a pris fin ; elle reste à archiver.',
      );
    case 'archived':
      return nobody(facts.amendment ? 'L’avenant est archivé.' : 'La convention est archivée.');
    case 'abandoned':
      return nobody(`Le projet ${facts.amendment ? 'd’avenant' : 'de convention'} a été abandonné.`);
  }
}

/** « Robin Martel (validation) », « le signataire de la commune … ». */
function inWords(member: CircuitMember, names: { academy: string; authority: string }): string {
  const what = member.kind === 'approver' ? ' (validation)' : '';
  if (member.designated || member.organisation) return `${memberName(member)}${what}`;
  if (member.side === 'school') return 'le signataire de l’établissement';
  if (member.side === 'vendor') return 'le signataire de l’éditeur';
  return member.side === 'state'
    ? `le signataire pour l’État (${names.academy})`
    : `le signataire de la collectivité (${names.authority})`;
}

export const lifecycleStepKeys = [
  'drafting',
  'opinions',
  'partner_review',
  'deliberation',
  'signature',
  'in_force',
] as const;
export type LifecycleStepKey = (typeof lifecycleStepKeys)[number];

const stepLabels: Record<LifecycleStepKey, string> = {
  drafting: 'Rédaction',
  opinions: 'Avis',
  partner_review: 'Relecture',
  deliberation: 'Délibération',
  signature: 'Signature',
  in_force: 'En vigueur',
};

const stepOf: Record<Exclude<ConventionStatus, 'abandoned'>, LifecycleStepKey> = {
  draft: 'drafting',
  academic_review: 'opinions',
  partner_review: 'partner_review',
  awaiting_deliberation: 'deliberation',
  ready_to_sign: 'signature',
  partially_signed: 'signature',
  awaiting_seal: 'signature',
  signed: 'in_force',
  in_force: 'in_force',
  suspended: 'in_force',
  expired: 'in_force',
  terminated: 'in_force',
  renewed: 'in_force',
  archived: 'in_force',
};

const over: readonly ConventionStatus[] = ['expired', 'terminated', 'renewed', 'archived'];

export type LifecycleStep = {
  key: LifecycleStepKey;
  label: string;
  state: 'done' | 'current' | 'todo' | 'stopped';
  /** Day of (last) entry into the step (ISO); null when it was not reached, or left by going back. */
  enteredOn: string | null;
  /** Name of the state, on the current step only. */
  detail: string | null;
};

/**
 * The line Rédaction → Avis → Relecture → Délibération → Signature → En vigueur.
 * @param stages every stay in a status with its first day (ISO), oldest first.
 */
export function lifecycleSteps(
  facts: Pick<ConventionFacts, 'status'>,
  stages: readonly { status: ConventionStatus; on: string }[],
): LifecycleStep[] {
  const { status } = facts;
  const reached = (one: ConventionStatus) =>
    one === 'abandoned' ? -1 : lifecycleStepKeys.indexOf(stepOf[one]);
  // An abandoned draft stays where it was.
  const last = [...stages].reverse().find((stage) => stage.status !== 'abandoned');
  const current = status === 'abandoned' ? reached(last?.status ?? 'draft') : reached(status);
  return lifecycleStepKeys.map((key, index) => {
    // First day of the last pass; « signed » only waits for the effect date.
    const pass = lastPass(stages, index, reached).filter((stage) => stage.status !== 'signed');
    const enteredOn = index > current ? null : (pass[0]?.on ?? null);
    let state: LifecycleStep['state'] = index < current ? 'done' : index > current ? 'todo' : 'current';
    if (index === current) {
      if (status === 'abandoned') state = 'stopped';
      else if (status === 'signed') state = 'todo';
      else if (over.includes(status)) state = 'done';
    }
    const detail = index === current ? statusLabels[status].label : null;
    return { key, label: stepLabels[key], state, enteredOn, detail };
  });
}

/** The stays in one step since it was last entered from another step. */
function lastPass<Stage extends { status: ConventionStatus }>(
  stages: readonly Stage[],
  step: number,
  reached: (status: ConventionStatus) => number,
): Stage[] {
  const pass: Stage[] = [];
  for (const stage of [...stages].reverse()) {
    if (reached(stage.status) === step) pass.unshift(stage);
    else if (pass.length > 0) break;
  }
  return pass;
}
