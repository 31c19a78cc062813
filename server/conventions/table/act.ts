import type { Role } from '@/server/access/roles';
import type { ConventionFacts, ConventionStatus, TransitionActor, TransitionPayload } from '../facts';
import type { Guard } from '../guards/finding';

/** Acts on a convention; the ids are stable (journal, REST, test book). */
export const conventionActions = [
  'submit_for_review',
  'return_to_draft',
  'send_to_partner',
  'return_to_review',
  'accept_text',
  'mark_ready_to_sign',
  'reopen_text',
  'approve',
  'refuse',
  'sign',
  'confirm_deposit',
  'seal',
  'withdraw',
  'enter_into_force',
  'suspend',
  'resume',
  'give_notice',
  'withdraw_notice',
  'terminate',
  'expire',
  'mark_renewed',
  'archive',
  'abandon',
] as const;

export type ConventionAction = (typeof conventionActions)[number];

/** What the command carries out in the same transaction, beside the change of status. */
export type TransitionEffect =
  | 'request_opinions'
  | 'freeze_text'
  | 'unfreeze_text'
  | 'freeze_document'
  | 'open_signing'
  | 'close_signing'
  | 'void_signatures'
  | 'record_signature'
  | 'record_approval'
  | 'record_refusal'
  | 'open_detach_tasks'
  | 'apply_amendment'
  | 'record_notice'
  | 'clear_notice'
  | 'carry_attachments';

/** What a person fills in before the act; `name` is a field of `TransitionPayload`. */
export type TransitionInput = {
  name: keyof TransitionPayload;
  kind: 'longtext' | 'date' | 'schools' | 'consent' | 'hidden';
  label: string;
  help: string;
  required: boolean;
};

export type Transition = {
  action: ConventionAction;
  from: readonly ConventionStatus[];
  /** Every state the act may lead to; `to` picks among them when there are several. */
  targets: readonly ConventionStatus[];
  to?: (facts: ConventionFacts, actor: TransitionActor, payload?: TransitionPayload) => ConventionStatus;
  /** Absent: the act is shown to every role in `who`. Else only to those whom it concerns at all. */
  concerns?: (facts: ConventionFacts, actor: TransitionActor) => boolean;
  who: readonly (Role | 'system')[];
  guard: Guard;
  inputs: readonly TransitionInput[];
  effects: readonly TransitionEffect[];
  /** Name in the journal. */
  event: string;
  /** Text of the button. */
  label: string;
  /** What will happen, said before. */
  consequence: string;
  destructive: boolean;
};

/** Some of the acts of the table, each under its own name. */
export type Acts<Name extends ConventionAction> = {
  readonly [Action in Name]: Transition & { action: Action };
};

export const dane = ['academy_admin', 'academy_editor'] as const satisfies readonly Role[];

export const authorityHands = ['authority_editor', 'mutualising_body'] as const satisfies readonly Role[];

/** The reason that an act asks for. */
export const reason = (help: string): TransitionInput => ({
  name: 'reason',
  kind: 'longtext',
  label: 'Motif',
  help,
  required: true,
});
