import { circuitRoles, mayStandFor } from '@/server/signature/circuit';
import { remainingInAll, sideOf } from '../facts';
import { all } from '../guards/finding';
import {
  approvalExpected,
  deliberationEnforceable,
  depositCounts,
  everyoneSignedAndSealed,
  signatureExpected,
  textIsFrozen,
} from '../guards/signature';
import { termAhead } from '../guards/text';
import { type Acts, dane, reason, type Transition } from './act';

/** Is this hat named as an approver of the circuit? */
const namedApprover: Transition['concerns'] = (facts, { role, membershipId }) =>
  facts.circuit.members.some(
    (member) =>
      member.kind === 'approver' &&
      mayStandFor(member, { side: sideOf(role), membershipId: membershipId ?? null }),
  );

/** Does this role sign for a party of this very document? */
const forAParty: Transition['concerns'] = (facts, { role }) =>
  facts.circuit.members.some((member) => member.kind === 'signer' && member.side === sideOf(role));

/** The acts of the circuit of signature, up to the seal (DOMAIN §3 and §4). */
export const signatureActs: Acts<'sign' | 'approve' | 'refuse' | 'confirm_deposit' | 'seal'> = {
  sign: {
    action: 'sign',
    from: ['ready_to_sign', 'partially_signed'],
    targets: ['partially_signed', 'awaiting_seal'],
    // The signature being given is counted: only what others still owe keeps the convention open.
    to: (facts) => (remainingInAll(facts.circuit) > 1 ? 'partially_signed' : 'awaiting_seal'),
    who: ['state_signatory', 'authority_signatory', 'school_head', 'vendor'],
    concerns: forAParty,
    guard: all(textIsFrozen, signatureExpected, termAhead, deliberationEnforceable),
    inputs: [
      {
        name: 'consent',
        kind: 'consent',
        label: 'Je signe cette convention en la qualité indiquée',
        help: 'Votre nom, votre qualité, l’heure et l’empreinte du document sont enregistrés.',
        required: true,
      },
      { name: 'sha256', kind: 'hidden', label: 'Empreinte du document lu', help: '', required: true },
    ],
    effects: ['record_signature'],
    event: 'convention.signed_by_party',
    label: 'Signer',
    consequence: 'Votre signature engage votre organisation sur le texte exact qui vous est présenté.',
    destructive: false,
  },
  approve: {
    action: 'approve',
    from: ['ready_to_sign', 'partially_signed'],
    targets: ['ready_to_sign', 'partially_signed'],
    // An approver comes before at least one signatory (checkCircuit): the state never changes here.
    to: (facts) => facts.status,
    who: circuitRoles,
    concerns: namedApprover,
    guard: all(textIsFrozen, approvalExpected),
    inputs: [],
    effects: ['record_approval'],
    event: 'convention.approved_in_circuit',
    label: 'Valider pour signature',
    consequence:
      'Votre validation est enregistrée sur cette version\u00a0; elle n’est pas une signature. Les signataires qui vous suivent dans le circuit sont invités à signer.',
    destructive: false,
  },
  refuse: {
    action: 'refuse',
    from: ['ready_to_sign', 'partially_signed'],
    targets: ['academic_review'],
    who: circuitRoles,
    concerns: namedApprover,
    guard: all(textIsFrozen, approvalExpected),
    inputs: [reason('Dites ce qui empêche de signer\u00a0; l’académie et les parties le liront.')],
    effects: ['record_refusal', 'close_signing', 'void_signatures', 'unfreeze_text'],
    event: 'convention.refused_in_circuit',
    label: 'Refuser la validation',
    consequence:
      'La convention revient à l’examen de l’académie. Les liens et les codes de signature cessent de valoir et les signatures recueillies sur cette version sont écartées.',
    destructive: true,
  },
  confirm_deposit: {
    action: 'confirm_deposit',
    from: ['ready_to_sign', 'partially_signed'],
    targets: ['partially_signed', 'awaiting_seal'],
    to: (facts, _actor, payload) =>
      remainingInAll(facts.circuit) > (payload?.memberKeys?.length ?? 0)
        ? 'partially_signed'
        : 'awaiting_seal',
    who: dane,
    concerns: (facts) => facts.pendingDeposits > 0,
    guard: all(textIsFrozen, depositCounts, termAhead, deliberationEnforceable),
    inputs: [],
    effects: ['record_signature'],
    event: 'convention.deposit_confirmed',
    label: 'Examiner le document signé déposé',
    consequence:
      'Les signatures que contient le fichier comptent pour les membres du circuit que vous indiquez.',
    destructive: false,
  },
  seal: {
    action: 'seal',
    from: ['awaiting_seal'],
    targets: ['signed'],
    who: ['system'],
    guard: everyoneSignedAndSealed,
    inputs: [],
    effects: [],
    event: 'convention.sealed',
    label: 'Sceller',
    consequence:
      'Le cachet est apposé sur le document signé par toutes les parties\u00a0; la convention est signée.',
    destructive: false,
  },
};
