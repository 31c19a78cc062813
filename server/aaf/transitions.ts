import type { Role } from '@/server/access/roles';
import {
  type AafFacts,
  type AafStatus,
  aafStatuses,
  aafStatusLabels,
  closedAafStatuses,
  unmet,
} from './domain';

/** Acts on an attachment; the ids are stable (journal, REST, test book). */
export const aafActions = [
  'request',
  'check',
  'start_test',
  'attach',
  'reject',
  'suspend',
  'resume',
  'detach',
  'cancel',
] as const;

export type AafAction = (typeof aafActions)[number];
export type AafActor = { role: Role | 'system' };
export type AafFinding = { code: string; message: string };

export type AafTransition = {
  action: AafAction;
  from: readonly AafStatus[];
  to: AafStatus;
  who: readonly Role[];
  /** True when every item of the checklist must be met at that moment. */
  guarded: boolean;
  reasonRequired: boolean;
  event: string;
  label: string;
  consequence: string;
  destructive: boolean;
};

const requesters = [
  'academy_admin',
  'academy_editor',
  'authority_editor',
  'mutualising_body',
] as const satisfies readonly Role[];
const switchers = ['directory_operator'] as const satisfies readonly Role[];

/** THE table of the AAF attachment (DOMAIN §4): asked by DANE or authority, switched by the directory operator. */
export const aafTransitions: { readonly [Action in AafAction]: AafTransition & { action: Action } } = {
  request: {
    action: 'request',
    from: closedAafStatuses,
    to: 'requested',
    who: requesters,
    guarded: true,
    reasonRequired: false,
    event: 'aaf.requested',
    label: 'Demander l’accrochage',
    consequence: 'La demande part chez l’exploitant de l’annuaire, avec le dossier de la convention.',
    destructive: false,
  },
  check: {
    action: 'check',
    from: ['requested'],
    to: 'checked',
    who: switchers,
    guarded: true,
    reasonRequired: false,
    event: 'aaf.checked',
    label: 'Valider la vérification',
    consequence: 'La demande est tenue pour complète ; l’école peut passer en test.',
    destructive: false,
  },
  start_test: {
    action: 'start_test',
    from: ['checked'],
    to: 'test',
    who: switchers,
    guarded: true,
    reasonRequired: false,
    event: 'aaf.test_started',
    label: 'Mettre en test',
    consequence: 'L’alimentation de l’école est ouverte sur l’environnement de test.',
    destructive: false,
  },
  attach: {
    action: 'attach',
    from: ['test'],
    to: 'attached',
    who: switchers,
    guarded: true,
    reasonRequired: false,
    event: 'aaf.attached',
    label: 'Accrocher',
    consequence: 'L’annuaire alimente les comptes de l’école dans l’ENT.',
    destructive: false,
  },
  reject: {
    action: 'reject',
    from: ['requested', 'checked', 'test'],
    to: 'rejected',
    who: switchers,
    guarded: false,
    reasonRequired: true,
    event: 'aaf.rejected',
    label: 'Refuser',
    consequence: 'La demande est close ; le demandeur en reçoit le motif et pourra en faire une autre.',
    destructive: true,
  },
  suspend: {
    action: 'suspend',
    from: ['attached'],
    to: 'suspended',
    who: switchers,
    guarded: false,
    reasonRequired: true,
    event: 'aaf.suspended',
    label: 'Suspendre',
    consequence: 'L’annuaire cesse d’alimenter l’école ; les comptes ne sont pas supprimés.',
    destructive: true,
  },
  resume: {
    action: 'resume',
    from: ['suspended'],
    to: 'attached',
    who: switchers,
    guarded: true,
    reasonRequired: false,
    event: 'aaf.resumed',
    label: 'Reprendre',
    consequence: 'L’annuaire alimente de nouveau les comptes de l’école.',
    destructive: false,
  },
  detach: {
    action: 'detach',
    from: ['attached', 'suspended'],
    to: 'detached',
    who: switchers,
    guarded: false,
    reasonRequired: true,
    event: 'aaf.detached',
    label: 'Décrocher',
    consequence: 'L’école quitte l’annuaire pour cette solution ; une nouvelle demande sera nécessaire.',
    destructive: true,
  },
  cancel: {
    action: 'cancel',
    from: ['requested', 'checked'],
    to: 'cancelled',
    who: requesters,
    guarded: false,
    reasonRequired: false,
    event: 'aaf.cancelled',
    label: 'Annuler la demande',
    consequence: 'La demande est retirée avant l’accrochage ; une autre pourra être faite.',
    destructive: true,
  },
};

/** A guarded act draws up the checklist again: what was true when asked may be so no longer. */
function obstacles(row: AafTransition, facts: AafFacts): AafFinding[] {
  if (!row.guarded) return [];
  return unmet(facts).map(({ code, message }) => ({ code, message }));
}

export type AvailableAafAction = Omit<AafTransition, 'who' | 'from' | 'guarded'> & { blockers: AafFinding[] };

/** Every act that this state knows and this role may do, with what stands in its way. */
export function availableActions(facts: AafFacts, actor: AafActor): AvailableAafAction[] {
  return aafActions
    .map((action): AafTransition => aafTransitions[action])
    .filter((row) => row.from.includes(facts.status) && row.who.some((role) => role === actor.role))
    .map((row) => {
      const { who: _who, from: _from, guarded: _guarded, ...shown } = row;
      return { ...shown, blockers: obstacles(row, facts) };
    });
}

export type AafDecision =
  | { ok: true; from: AafStatus; to: AafStatus; event: string }
  | {
      ok: false;
      /** `input` : the reason is missing; `blocked` : the checklist is not met. */
      code: 'unknown_action' | 'wrong_status' | 'forbidden' | 'input' | 'blocked';
      message: string;
      blockers: AafFinding[];
    };

/** True for the id of an act of the table. */
export function isAafAction(action: string): action is AafAction {
  return (aafActions as readonly string[]).includes(action);
}

/** Decides one act for one school: where it leads, or why not. Changes nothing itself. */
export function decide(
  facts: AafFacts,
  actor: AafActor,
  action: string,
  payload: { reason?: string | undefined } = {},
): AafDecision {
  const refuse = (
    code: Extract<AafDecision, { ok: false }>['code'],
    message: string,
    blockers: AafFinding[] = [],
  ): AafDecision => ({ ok: false, code, message, blockers });

  if (!isAafAction(action)) return refuse('unknown_action', 'Cet acte n’existe pas.');
  const row: AafTransition = aafTransitions[action];
  if (!row.who.some((role) => role === actor.role)) {
    return refuse('forbidden', `Votre rôle ne permet pas l’acte « ${row.label} ».`);
  }
  if (!row.from.includes(facts.status)) {
    return refuse(
      'wrong_status',
      `« ${row.label} » n’est pas possible : l’accrochage de ${facts.uai} est à l’état « ${aafStatusLabels[facts.status].label} ».`,
    );
  }
  if (row.reasonRequired && !payload.reason?.trim()) {
    return refuse('input', `Indiquez le motif : il sera communiqué au demandeur et gardé au journal.`);
  }
  const blockers = obstacles(row, facts);
  if (blockers.length > 0) {
    return refuse('blocked', blockers.map((blocker) => blocker.message).join(' '), blockers);
  }
  return { ok: true, from: facts.status, to: row.to, event: row.event };
}

/** States that can be reached from this one by any act. */
export function successorsOf(status: AafStatus): AafStatus[] {
  const targets = new Set(
    aafActions
      .map((action): AafTransition => aafTransitions[action])
      .filter((row) => row.from.includes(status))
      .map((row) => row.to),
  );
  return aafStatuses.filter((one) => targets.has(one));
}
