import { addDays, addMonths, daysBetween, isIsoDate, longDate } from '@/server/calendar';
import { counted } from '@/server/french';
import { isComplete, nextMembers, turnOf } from '@/server/signature/circuit';
import {
  type ConventionFacts,
  type DeliberationFacts,
  type Finding,
  type Findings,
  type OpinionKind,
  opinionKinds,
  sideOf,
  type TransitionActor,
  type TransitionPayload,
} from './facts';
import { terminationDay } from './term';

/**
 * The guards of the transition table (DOMAIN §4). Each returns what blocks and what deserves a warning, in
 * sentences that say how to mend it. `payload` is absent while the screen only asks what is possible.
 */
export type Guard = (facts: ConventionFacts, actor: TransitionActor, payload?: TransitionPayload) => Findings;

export const none = (): Findings => ({ blockers: [], warnings: [] });

/** All the findings of several guards, in their order. */
export const all =
  (...guards: Guard[]): Guard =>
  (facts, actor, payload) => {
    const found = guards.map((guard) => guard(facts, actor, payload));
    return {
      blockers: found.flatMap((one) => one.blockers),
      warnings: found.flatMap((one) => one.warnings),
    };
  };

const blocks = (...blockers: (Finding | false)[]): Findings => ({
  blockers: blockers.filter((finding) => finding !== false),
  warnings: [],
});
const warns = (...warnings: (Finding | false)[]): Findings => ({
  blockers: [],
  warnings: warnings.filter((finding) => finding !== false),
});

const opinionNames: Record<OpinionKind, string> = {
  dpo: 'l’avis du délégué à la protection des données',
  legal: 'l’avis juridique',
};
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** « a, b, c et 4 autres » */
function enumeration(labels: readonly string[], shown = 4): string {
  if (labels.length <= shown) return labels.join(', ');
  const left = labels.length - shown;
  return `${labels.slice(0, shown).join(', ')} et ${left} ${left > 1 ? 'autres' : 'autre'}`;
}

/** Both parties, the object and at least one school with a valid UAI. */
export const identityComplete: Guard = (facts) =>
  blocks(
    !facts.partiesComplete.academy && {
      code: 'party_academy_incomplete',
      message: 'L’académie n’est pas complètement désignée : indiquez son représentant et sa qualité.',
    },
    !facts.partiesComplete.authority && {
      code: 'party_authority_incomplete',
      message: 'La collectivité n’est pas complètement désignée : indiquez son représentant et sa qualité.',
    },
    !facts.hasObject && {
      code: 'object_missing',
      message: 'L’objet de la convention est vide : rédigez l’article 1.',
    },
    facts.schoolsExpected !== false &&
      !facts.amendment &&
      facts.schools.valid === 0 && {
        code: 'no_valid_school',
        message:
          facts.schools.total === 0
            ? 'L’annexe A1 ne contient aucune école : ajoutez-en au moins une.'
            : 'Aucune école de l’annexe A1 n’a un UAI valide : vérifiez les codes.',
      },
  );

const living: readonly string[] = ['signed', 'in_force', 'suspended'];

/** An avenant changes at least one point of a convention that lives, and no change is impossible. */
export const amendmentSound: Guard = ({ amendment }) => {
  if (!amendment) return none();
  return {
    blockers: [
      ...(amendment.changes === 0
        ? [
            {
              code: 'no_change',
              message: 'L’avenant ne modifie rien encore : choisissez au moins une modification.',
            },
          ]
        : []),
      ...(living.includes(amendment.parentStatus)
        ? []
        : [
            {
              code: 'parent_ended',
              message: `La convention ${amendment.parentNumber} n’est plus en vigueur : un avenant ne peut plus la modifier.`,
            },
          ]),
      ...(amendment.changes === 0
        ? []
        : amendment.problems.map((message) => ({ code: 'change_impossible', message }))),
    ],
    warnings: amendment.conflicts.map((message) => ({ code: 'amendments_overlap', message })),
  };
};

/** An avenant cannot take effect before its convention. */
export const parentInForce: Guard = ({ amendment }) =>
  blocks(
    Boolean(amendment) &&
      !['in_force', 'suspended'].includes(amendment?.parentStatus ?? '') && {
        code: 'parent_not_in_force',
        message: `La convention ${amendment?.parentNumber} n’est pas en vigueur : l’avenant attend qu’elle le soit.`,
      },
  );

/** Whoever departs from a mandatory clause says why; DPD and legal read the reason beside the clause. */
export const deviationsExplained: Guard = ({ unexplainedDeviations: labels = [] }) =>
  blocks(
    labels.length > 0 && {
      code: 'deviation_unexplained',
      message:
        labels.length === 1
          ? `Le texte s’écarte d’une clause obligatoire du modèle (${labels[0]}) : donnez-en le motif, ou rétablissez le texte du modèle.`
          : `Le texte s’écarte de ${labels.length} clauses obligatoires du modèle (${enumeration(labels, 8)}) : donnez le motif de chaque écart, ou rétablissez le texte du modèle.`,
    },
  );

/** The act of the conseil d’administration with its file, or the reason why there is none. */
export const boardActEntered: Guard = ({ boardAct }) => {
  if (!boardAct || boardAct.waiverReason?.trim()) return none();
  const gaps = [
    !boardAct.number && 'le numéro',
    !boardAct.sessionOn && 'la date de séance',
    !boardAct.transmittedOn && 'la date de transmission',
    !boardAct.hasFile && 'le fichier',
  ].filter((gap) => gap !== false);
  return blocks(
    gaps.length > 0 && {
      code: 'board_act_incomplete',
      message: `L’acte du conseil d’administration (${boardAct.establishment}) est incomplet : il manque ${enumeration(gaps)}. Saisissez-le, ou indiquez pourquoi il n’en faut pas.`,
    },
  );
};

/** Only the party that wrote the draft submits it. */
export const submittedByDrafter: Guard = (facts, { role }) => {
  const forAuthority = role === 'authority_editor' || role === 'mutualising_body';
  return blocks(
    forAuthority &&
      facts.draftedBy === 'academy' && {
        code: 'not_drafter',
        message: 'Le projet est rédigé par l’académie : c’est elle qui le soumet à l’examen.',
      },
  );
};

function missingMessage(facts: ConventionFacts): string {
  const labels = facts.missingVariables.map((variable) => variable.label);
  return labels.length === 1
    ? `Un champ reste à compléter : ${labels[0]}.`
    : `${labels.length} champs restent à compléter : ${enumeration(labels)}.`;
}

export const variablesMissingWarning: Guard = (facts) =>
  warns(facts.missingVariables.length > 0 && { code: 'variables_missing', message: missingMessage(facts) });

/** A text with gaps, or without an effect date, cannot be frozen. */
export const textComplete: Guard = (facts) =>
  blocks(
    facts.missingVariables.length > 0 && { code: 'variables_missing', message: missingMessage(facts) },
    facts.effectiveOn === null &&
      !facts.missingVariables.some((variable) => variable.key === 'date_effet') && {
        code: 'effective_date_missing',
        message: 'La date d’effet n’est pas fixée : indiquez-la à l’article 19.',
      },
  );

/** The term must lie ahead. */
export const termAhead: Guard = (facts) =>
  blocks(
    facts.endsOn !== null &&
      facts.endsOn < facts.today && {
        code: 'term_passed',
        message: `Le terme de la convention (${longDate(facts.endsOn)}) est déjà passé : revoyez sa durée à l’article 19.`,
      },
  );

/** Both opinions given and their reservations answered; an unfavourable one advises, it does not decide. */
export const opinionsGiven: Guard = (facts) => {
  const blockers: Finding[] = [];
  const warnings: Finding[] = [];
  for (const kind of opinionKinds) {
    const opinion = facts.opinions.find((one) => one.kind === kind);
    const name = opinionNames[kind];
    if (!opinion || opinion.verdict === null) {
      const late = opinion?.dueOn ? daysBetween(opinion.dueOn, facts.today) : 0;
      const lateness =
        late > 0 ? ` Il est en retard de ${late} ${late > 1 ? 'jours' : 'jour'} : relancez.` : '';
      blockers.push({
        code: `opinion_missing_${kind}`,
        message: `${capital(name)} n’est pas encore rendu.${lateness}`,
      });
      continue;
    }
    if (!opinion.reservationsAnswered) {
      blockers.push({
        code: `reservations_unanswered_${kind}`,
        message: `Des réserves accompagnent ${name} : répondez à chacune d’elles.`,
      });
    }
    if (opinion.verdict === 'unfavourable') {
      warnings.push({
        code: `opinion_unfavourable_${kind}`,
        message: `${capital(name)} est défavorable. Il éclaire la décision sans la prendre : vous pouvez poursuivre.`,
      });
    }
    if (opinion.maintained) warnings.push(maintained(opinion.maintained, name));
    if (opinion.outdated) {
      warnings.push({
        code: `opinion_outdated_${kind}`,
        message: `Le texte a changé depuis ${name} : vérifiez que ce changement ne demande pas un nouvel avis.`,
      });
    }
  }
  return { blockers, warnings };
};

/** What the opinions asked beside still leave open: the decider sees it, nothing waits for it. */
export const furtherOpinions: Guard = (facts) => {
  const warnings = (facts.further ?? []).flatMap((opinion): Finding[] => {
    const found: (Finding | false)[] = [
      opinion.verdict === null && {
        code: 'further_opinion_awaited',
        message: `${capital(opinion.name)} est encore attendu${opinion.dueOn ? ` (jusqu’au ${longDate(opinion.dueOn)})` : ''} : vous pouvez poursuivre sans lui.`,
      },
      opinion.verdict === 'unfavourable' && {
        code: 'further_opinion_unfavourable',
        message: `${capital(opinion.name)} est défavorable. Il éclaire la décision sans la prendre.`,
      },
      !opinion.reservationsAnswered && {
        code: 'further_reservations_unanswered',
        message: `Des réserves accompagnent ${opinion.name} et restent sans réponse.`,
      },
      (opinion.maintained ?? 0) > 0 && maintained(opinion.maintained ?? 0, opinion.name),
    ];
    return found.filter((one) => one !== false);
  });
  return { blockers: [], warnings };
};

function maintained(count: number, name: string): Finding {
  return {
    code: 'reservations_maintained',
    message: `${counted(count, 'réserve est maintenue', 'réserves sont maintenues')} malgré la réponse (${name}) : la décision vous revient.`,
  };
}

/** An opinion cannot be due before it is asked. */
export const dueDatesAhead: Guard = (facts, _actor, payload) =>
  blocks(
    ...(['dpoDueOn', 'legalDueOn'] as const).map((name): Finding | false => {
      const day = payload?.[name];
      return (
        day !== undefined &&
        day < facts.today && {
          code: 'opinion_due_passed',
          message: 'La date limite d’un avis est déjà passée : choisissez un jour à venir.',
        }
      );
    }),
  );

/** Only what nobody has signed may be withdrawn; afterwards the text is reopened, and signatures set aside. */
export const nothingSigned: Guard = (facts) =>
  blocks(
    facts.circuit.members.some(
      ({ key, kind }) => kind === 'signer' && facts.circuit.done.some((done) => done.key === key),
    ) && {
      code: 'already_signed',
      message:
        'Une partie a déjà signé ce texte : il ne se retire plus. L’académie peut encore le rouvrir ; cette signature sera alors écartée et la partie prévenue.',
    },
  );

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
        message: `La convention ${facts.successor.number} prend effet le ${longDate(facts.successor.effectiveOn ?? facts.today)} : celle-ci reste en vigueur d’ici là.`,
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
      message: `Le préavis de ${months} mois court jusqu’au ${longDate(until)} : la résiliation ne peut pas prendre effet avant.`,
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
      message: `Une résiliation est déjà notifiée : elle prend effet le ${longDate(facts.terminatesOn)}.`,
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
      message: `Le préavis de ${months} mois court jusqu’au ${longDate(earliest)} : la résiliation ne peut pas prendre effet avant.`,
    },
    facts.endsOn !== null &&
      on > addDays(facts.endsOn, 1) && {
        code: 'termination_after_term',
        message: `La convention s’achève d’elle-même le ${longDate(facts.endsOn)} : la résiliation prendrait effet après, le ${longDate(on)}. Indiquez une date plus proche, ou laissez venir le terme.`,
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
