import { daysBetween, longDate } from '@/server/calendar';
import { counted } from '@/server/french';
import { type Finding, type OpinionKind, opinionKinds } from '../facts';
import { blocks, capital, type Guard } from './finding';

const opinionNames: Record<OpinionKind, string> = {
  dpo: 'l’avis du délégué à la protection des données',
  legal: 'l’avis juridique',
};

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
        message: `${capital(opinion.name)} est encore attendu${opinion.dueOn ? ` (jusqu’au ${longDate(opinion.dueOn)})` : ''}\u00a0: vous pouvez poursuivre sans lui.`,
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
    message: `${counted(count, 'réserve est maintenue', 'réserves sont maintenues')} malgré la réponse (${name})\u00a0: la décision vous revient.`,
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
          message: 'La date limite d’un avis est déjà passée\u00a0: choisissez un jour à venir.',
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
        'Une partie a déjà signé ce texte\u00a0: il ne se retire plus. L’académie peut encore le rouvrir\u00a0; cette signature sera alors écartée et la partie prévenue.',
    },
  );
