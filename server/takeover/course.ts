import { addDays, addMonths, longDate } from '@/server/calendar';
import { lastDayOf } from '@/server/conventions/domain';
import type { TakeoverField } from './fields';
import type { TakenState } from './values';

/** What deserves a sentence on a line: an error keeps the line out, a warning lets it pass. */
export type Finding = { level: 'error' | 'warning'; field: TakeoverField | null; message: string };

export type CourseFacts = {
  state: TakenState | null;
  signedOn: string | null;
  effectiveOn: string | null;
  endsOn: string | null;
  months: number | null;
  /** « Tacite reconduction »: no fixed end. */
  openEnded: boolean;
  terminatedOn: string | null;
};

/** A stay in a status, from a civil day to another (excluded); null while it lasts. */
export type Stay = { status: TakenState; from: string; to: string | null };

export type Course = {
  status: TakenState;
  effectiveOn: string;
  /** Last day of validity, null without a fixed end. */
  endsOn: string | null;
  /** Whole months from effect to end, when there are some. */
  durationMonths: number | null;
  terminatesOn: string | null;
  signedOn: string | null;
  stages: Stay[];
};

const error = (field: TakeoverField, message: string): Finding => ({ level: 'error', field, message });
const warning = (field: TakeoverField, message: string): Finding => ({ level: 'warning', field, message });

/** Whole months of a period, when its last day falls right. */
export function monthsBetween(effectiveOn: string, endsOn: string): number | null {
  const estimate = Math.round((Date.parse(endsOn) - Date.parse(effectiveOn)) / 86_400_000 / 30.4375);
  return (
    [estimate - 1, estimate, estimate + 1].find(
      (months) => months >= 1 && lastDayOf(effectiveOn, months) === endsOn,
    ) ?? null
  );
}

/** The last day, from the date or the duration; a spreadsheet often gives the anniversary instead of its eve. */
function lastDay(facts: CourseFacts, effectiveOn: string, findings: Finding[]): string | null {
  const computed = facts.months ? lastDayOf(effectiveOn, facts.months) : null;
  if (!facts.endsOn) {
    if (!computed && !facts.openEnded)
      findings.push(
        error(
          'endsOn',
          'La date de fin et la durée manquent : donnez l’une ou l’autre, ou écrivez « tacite reconduction ».',
        ),
      );
    if (!computed && facts.openEnded)
      findings.push(
        warning('endsOn', 'Sans date de fin, la convention ne sera ni rappelée ni échue d’elle-même.'),
      );
    return computed;
  }
  if (
    computed &&
    facts.months &&
    facts.endsOn !== computed &&
    facts.endsOn !== addMonths(effectiveOn, facts.months)
  )
    findings.push(
      error(
        'endsOn',
        `La date de fin (${longDate(facts.endsOn)}) et la durée (${facts.months} mois, soit jusqu’au ${longDate(computed)}) se contredisent.`,
      ),
    );
  return facts.endsOn;
}

/** The state that the dates tell, when the spreadsheet says none. */
function stateByDates(
  facts: CourseFacts,
  effectiveOn: string,
  endsOn: string | null,
  today: string,
): TakenState {
  if (facts.terminatedOn) return 'terminated';
  if (endsOn && endsOn < today) return 'expired';
  return effectiveOn > today ? 'signed' : 'in_force';
}

/**
 * The course of a convention made elsewhere, from the facts of one line: its status today and its dated stays, so
 * that what was in force on any past day is told as it was. The last day counts as in force; a convention
 * terminated on a day no longer is on that day's evening, as when the application does it.
 * @returns no course when a finding is an error
 */
export function courseOf(facts: CourseFacts, today: string): { course: Course | null; findings: Finding[] } {
  const findings: Finding[] = [];
  const { effectiveOn, signedOn, terminatedOn } = facts;
  if (!effectiveOn) {
    findings.push(error('effectiveOn', 'La date d’effet manque.'));
    return { course: null, findings };
  }
  const endsOn = lastDay(facts, effectiveOn, findings);
  if (endsOn && endsOn < effectiveOn)
    findings.push(
      error('endsOn', `La fin (${longDate(endsOn)}) précède la date d’effet (${longDate(effectiveOn)}).`),
    );
  if (signedOn && signedOn > today)
    findings.push(error('signedOn', `La date de signature (${longDate(signedOn)}) est dans l’avenir.`));
  else if (signedOn && signedOn > effectiveOn)
    findings.push(
      warning(
        'signedOn',
        `Signée le ${longDate(signedOn)}, après sa date d’effet (${longDate(effectiveOn)}).`,
      ),
    );
  const told = facts.state;
  let status = told ?? stateByDates(facts, effectiveOn, endsOn, today);
  if (!told) findings.push(warning('state', 'L’état n’est pas indiqué : il est déduit des dates.'));
  if (told === 'signed' && effectiveOn <= today) {
    status = endsOn && endsOn < today ? 'expired' : 'in_force';
    findings.push(
      warning(
        'state',
        `Signée, et sa date d’effet est passée : reprise ${status === 'in_force' ? 'en vigueur' : 'échue'}.`,
      ),
    );
  }
  const running = status === 'in_force' || status === 'suspended';
  if (running && effectiveOn > today)
    findings.push(
      error(
        'state',
        `Dite ${status === 'in_force' ? 'en vigueur' : 'suspendue'}, elle ne prend effet que le ${longDate(effectiveOn)}.`,
      ),
    );
  if (running && endsOn && endsOn >= effectiveOn && endsOn < today)
    findings.push(
      error(
        'state',
        `Dite ${status === 'in_force' ? 'en vigueur' : 'suspendue'}, elle a pris fin le ${longDate(endsOn)} : corrigez l’état ou la date de fin.`,
      ),
    );
  if ((status === 'expired' || status === 'renewed') && (!endsOn || endsOn >= today))
    findings.push(
      error(
        'state',
        endsOn
          ? `Dite ${status === 'expired' ? 'échue' : 'renouvelée'}, elle court jusqu’au ${longDate(endsOn)} : corrigez l’état ou la date de fin.`
          : 'Une convention échue ou renouvelée a une date de fin : elle manque.',
      ),
    );
  if (status === 'suspended')
    findings.push(
      warning('state', 'Le jour de la suspension n’est pas connu : elle est comptée d’aujourd’hui.'),
    );
  const over = status === 'terminated' ? (terminatedOn ?? (endsOn && endsOn <= today ? endsOn : null)) : null;
  if (status === 'terminated') {
    if (!over) findings.push(error('terminatedOn', 'Résiliée : la date de résiliation manque.'));
    else if (over < effectiveOn)
      findings.push(error('terminatedOn', `La résiliation (${longDate(over)}) précède la date d’effet.`));
    else if (over > today)
      findings.push(
        error(
          'terminatedOn',
          'La résiliation est à venir : reprenez la convention en vigueur, puis résiliez-la ici.',
        ),
      );
  } else if (terminatedOn)
    findings.push(
      error('terminatedOn', 'Une date de résiliation est donnée, mais l’état n’est pas « résiliée ».'),
    );
  if (findings.some(({ level }) => level === 'error')) return { course: null, findings };
  return {
    course: {
      status,
      effectiveOn,
      endsOn,
      durationMonths: endsOn ? monthsBetween(effectiveOn, endsOn) : null,
      terminatesOn: over,
      signedOn,
      stages: stays(status, { effectiveOn, endsOn, signedOn, over, today }),
    },
    findings,
  };
}

/** The dated stays of a status, oldest first; a stay of no day at all is left out. */
function stays(
  status: TakenState,
  at: {
    effectiveOn: string;
    endsOn: string | null;
    signedOn: string | null;
    over: string | null;
    today: string;
  },
): Stay[] {
  const { effectiveOn, endsOn, signedOn, over, today } = at;
  if (status === 'signed') return [{ status: 'signed', from: signedOn ?? today, to: null }];
  const end =
    status === 'in_force'
      ? null
      : status === 'suspended'
        ? today
        : status === 'terminated'
          ? over
          : endsOn && addDays(endsOn, 1);
  const all: Stay[] = [
    ...(signedOn && signedOn < effectiveOn
      ? [{ status: 'signed' as const, from: signedOn, to: effectiveOn }]
      : []),
    { status: 'in_force', from: effectiveOn, to: end },
    ...(end ? [{ status, from: end, to: null }] : []),
  ];
  return all.filter(({ from, to }) => to === null || from < to);
}
