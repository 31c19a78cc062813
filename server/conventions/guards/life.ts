import { addDays, addMonths, isIsoDate, longDate } from '@/server/calendar';
import type { Findings, TransitionPayload } from '../facts';
import { terminationDay } from '../term';
import { blocks, enumeration, type Guard } from './finding';

/** A suspension names schools of the annex, or none for all of them. */
export const schoolsOfAnnex: Guard = ({ schools }, _actor, payload) => {
  const unknown = (payload?.uais ?? []).filter((uai) => schools.uais?.includes(uai) === false);
  return blocks(
    unknown.length > 0 && {
      code: 'not_in_annex',
      message: `${enumeration(unknown)}\u00a0: pas dans l’annexe A1 de la convention. Choisissez parmi ses écoles.`,
    },
  );
};

export const effectDateReached: Guard = (facts) =>
  blocks(
    facts.effectiveOn === null
      ? { code: 'effective_date_missing', message: 'La convention n’a pas de date d’effet.' }
      : facts.effectiveOn > facts.today && {
          code: 'effective_date_ahead',
          message: `La convention prend effet le ${longDate(facts.effectiveOn)} : elle entrera en vigueur d’elle-même ce jour-là.`,
        },
  );

export const termReached: Guard = (facts) =>
  blocks(
    facts.endsOn === null
      ? { code: 'term_missing', message: 'La convention n’a pas de terme fixé.' }
      : facts.endsOn >= facts.today && {
          code: 'term_ahead',
          message: `La convention court jusqu’au ${longDate(facts.endsOn)} inclus.`,
        },
    facts.successor?.signed === true &&
      (facts.successor.effectiveOn ?? facts.today) <= facts.today && {
        code: 'successor_signed',
        message: `La convention ${facts.successor.number} prend la suite : celle-ci est à déclarer renouvelée.`,
      },
  );

export const successorSigned: Guard = (facts) =>
  blocks(
    facts.successor === null
      ? {
          code: 'successor_missing',
          message: 'Aucune convention ne prend la suite : créez-la et faites-la signer.',
        }
      : !facts.successor.signed && {
          code: 'successor_unsigned',
          message: `La convention ${facts.successor.number}, qui doit prendre la suite, n’est pas encore signée.`,
        },
    facts.successor?.signed === true &&
      (facts.successor.effectiveOn ?? facts.today) > facts.today && {
        code: 'successor_ahead',
        message: `La convention ${facts.successor.number} prend effet le ${longDate(facts.successor.effectiveOn ?? facts.today)}\u00a0: celle-ci reste en vigueur d’ici là.`,
      },
  );

/** Notice of article 21: counted from the day the other party received it. */
export const noticeRespected: Guard = (facts, _actor, payload) => {
  // Notified before: the day that was announced then is what counts.
  if (facts.terminatesOn)
    return blocks(
      facts.terminatesOn > facts.today && {
        code: 'termination_ahead',
        message: `La résiliation notifiée prend effet le ${longDate(facts.terminatesOn)}, d’elle-même.`,
      },
    );
  const wrong = noticeReceived(payload);
  if (wrong.blockers.length > 0 || !payload?.noticeGivenOn) return wrong;
  if (payload.noticeGivenOn > facts.today) {
    return blocks({
      code: 'notice_in_future',
      message: 'La date de réception du préavis est dans l’avenir.',
    });
  }
  const months = facts.noticeMonths ?? 0;
  const until = addMonths(payload.noticeGivenOn, months);
  return blocks(
    until > facts.today && {
      code: 'notice_running',
      message: `Le préavis de ${months} mois court jusqu’au ${longDate(until)}\u00a0: la résiliation ne peut pas prendre effet avant.`,
    },
  );
};

const noticeReceived = (payload: TransitionPayload | undefined): Findings =>
  blocks(
    Boolean(payload?.noticeGivenOn) &&
      !isIsoDate(payload?.noticeGivenOn ?? '') && {
        code: 'notice_date_invalid',
        message: 'La date de réception du préavis n’existe pas au calendrier.',
      },
  );

/** A notice may be notified once; the termination takes effect no earlier than its last day. */
export const noticeMayBeGiven: Guard = (facts, _actor, payload) => {
  if (facts.terminatesOn)
    return blocks({
      code: 'notice_already_given',
      message: `Une résiliation est déjà notifiée\u00a0: elle prend effet le ${longDate(facts.terminatesOn)}.`,
    });
  const wrong = noticeReceived(payload);
  if (wrong.blockers.length > 0 || !payload?.noticeGivenOn) return wrong;
  if (payload.noticeGivenOn > facts.today)
    return blocks({
      code: 'notice_in_future',
      message: 'La date de réception du préavis est dans l’avenir.',
    });
  const months = facts.noticeMonths ?? 0;
  const earliest = addMonths(payload.noticeGivenOn, months);
  const on = terminationDay(payload.noticeGivenOn, months, payload.takesEffectOn);
  return blocks(
    on < earliest && {
      code: 'notice_too_short',
      message: `Le préavis de ${months} mois court jusqu’au ${longDate(earliest)}\u00a0: la résiliation ne peut pas prendre effet avant.`,
    },
    facts.endsOn !== null &&
      on > addDays(facts.endsOn, 1) && {
        code: 'termination_after_term',
        message: `La convention s’achève d’elle-même le ${longDate(facts.endsOn)}\u00a0: la résiliation prendrait effet après, le ${longDate(on)}. Indiquez une date plus proche, ou laissez venir le terme.`,
      },
  );
};

export const noticeGiven: Guard = (facts) =>
  blocks(
    !facts.terminatesOn && {
      code: 'no_notice',
      message: 'Aucune résiliation n’est notifiée.',
    },
  );
