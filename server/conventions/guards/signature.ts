import { isComplete, nextMembers, turnOf } from '@/server/signature/circuit';
import { type DeliberationFacts, type Finding, sideOf } from '../facts';
import { blocks, enumeration, type Guard, none, warns } from './finding';

const waived = (deliberation: DeliberationFacts | null) => Boolean(deliberation?.waiverReason?.trim());

/** The délibération with its file, or the reason why there is none. */
export const deliberationEntered: Guard = (facts) => {
  const { deliberation } = facts;
  if (waived(deliberation)) return none();
  if (!deliberation) {
    return blocks({
      code: 'deliberation_missing',
      message:
        'La délibération n’est pas saisie : la collectivité la saisit, ou indique pourquoi elle en est dispensée.',
    });
  }
  const gaps = [
    !deliberation.number && 'le numéro',
    !deliberation.organ && 'l’organe délibérant',
    !deliberation.sessionOn && 'la date de séance',
    !deliberation.object && 'l’objet',
  ].filter((gap) => gap !== false);
  return blocks(
    gaps.length > 0 && {
      code: 'deliberation_incomplete',
      message: `La délibération est incomplète : il manque ${enumeration(gaps)}.`,
    },
    !deliberation.hasFile && {
      code: 'deliberation_file_missing',
      message: 'Le fichier de la délibération n’est pas joint : déposez-le avec sa saisie.',
    },
  );
};

/** Enforceable once published and transmitted: signing before is a warning, not a block (DOMAIN §3). */
export const deliberationEnforceable: Guard = (facts) => {
  const { deliberation, today } = facts;
  if (waived(deliberation)) return none();
  const done = (day: string | null | undefined) => Boolean(day && day <= today);
  const gaps = [
    !done(deliberation?.transmittedOn) && 'transmise au préfet',
    !done(deliberation?.publishedOn) && 'publiée',
  ].filter((gap) => gap !== false);
  return warns(
    gaps.length > 0 && {
      code: 'deliberation_not_enforceable',
      message: `La délibération n’a pas encore été ${gaps.join(' ni ')} : elle n’est pas exécutoire. Signer dès maintenant est possible, mais fragilise la convention.`,
    },
  );
};

export const textIsFrozen: Guard = (facts) =>
  blocks(
    facts.textFrozen === null && {
      code: 'text_not_frozen',
      message: 'Le texte n’est pas figé : la collectivité doit d’abord accepter la version relue.',
    },
  );

/** The circuit can be followed to its end. */
export const circuitUsable: Guard = (facts) => blocks(...facts.circuitFindings);

/** It is this approver's turn. */
export const approvalExpected: Guard = (facts, { role, membershipId }) => {
  const turn = turnOf(facts.circuit, 'approver', { side: sideOf(role), membershipId: membershipId ?? null });
  return blocks(!turn.ok && { code: turn.code, message: turn.message });
};

/**
 * The members whose signatures a file holds are signers of the circuit, have not signed, and nobody before them
 * is still awaited (members of the same file count for one another).
 */
export const depositCounts: Guard = (facts, _actor, payload) => {
  if (facts.pendingDeposits === 0)
    return blocks({ code: 'no_deposit', message: 'Aucun document signé déposé n’attend d’être examiné.' });
  if (!payload) return none();
  const keys = payload.memberKeys ?? [];
  if (keys.length === 0 || new Set(keys).size < keys.length)
    return blocks({
      code: 'members_missing',
      message: 'Indiquez une fois chaque membre du circuit dont le fichier porte la signature.',
    });
  let state = facts.circuit;
  const members = keys.map((key) => state.members.find((one) => one.key === key && one.kind === 'signer'));
  if (members.some((member) => !member))
    return blocks({ code: 'not_a_signer', message: 'Un des membres indiqués ne signe pas dans ce circuit.' });
  for (const member of [...members].sort((a, b) => (a?.group ?? 0) - (b?.group ?? 0))) {
    if (!member) continue;
    if (!nextMembers(state).includes(member))
      return blocks({
        code: state.done.some(({ key }) => key === member.key) ? 'side_already_signed' : 'not_your_turn',
        message: state.done.some(({ key }) => key === member.key)
          ? 'La signature de ce membre est déjà enregistrée sur ce texte.'
          : 'Le circuit attend encore quelqu’un avant ce signataire : sa signature ne peut pas compter maintenant.',
      });
    state = { ...state, done: [...state.done, { key: member.key, membershipId: null }] };
  }
  return none();
};

/** « Signed » is said if and only if every member has acted and the seal exists. */
export const everyoneSignedAndSealed: Guard = (facts) =>
  blocks(
    !isComplete(facts.circuit) && {
      code: 'signatures_missing',
      message: 'Toutes les parties n’ont pas encore signé.',
    },
    !facts.seal.exists && { code: 'seal_missing', message: 'Le cachet n’est pas encore apposé.' },
  );

/** A signature counts on the text that was shown, when the circuit has come to this person, once. */
export const signatureExpected: Guard = (facts, { role, membershipId }, payload) => {
  const turn = turnOf(facts.circuit, 'signer', { side: sideOf(role), membershipId: membershipId ?? null });
  const blockers: Finding[] = turn.ok ? [] : [{ code: turn.code, message: turn.message }];
  if (payload) {
    if (payload.consent !== true) {
      blockers.push({
        code: 'consent_missing',
        message: 'Cochez la phrase de consentement : sans elle, la signature n’engage personne.',
      });
    }
    if (
      facts.textFrozen !== null &&
      payload.sha256?.toLowerCase() !== facts.textFrozen.sha256.toLowerCase()
    ) {
      blockers.push({
        code: 'text_changed',
        message: `Le texte a changé depuis que vous l’avez ouvert : relisez la version ${facts.textFrozen.version} avant de signer.`,
      });
    }
  }
  return { blockers, warnings: [] };
};
