import { allRoles, type Role } from '@/server/access/roles';
import { addMonths, daysBetween, longDate } from '@/server/calendar';
import type { ConventionFacts, OpinionKind } from '@/server/conventions/facts';
import { ballHolder } from '@/server/conventions/lifecycle';
import { inSentence } from '@/server/conventions/parties';
import { conventionTask } from '@/server/dashboard/domain';
import { counted } from '@/server/french';
import { nextMembers } from '@/server/signature/circuit';
import type { Alert, AlertKind, Severity } from './domain';
import type { AlertFacts, LivingConvention, MovingConvention, Named } from './fact-types';

/** Who writes for the académie. */
export const writers: Role[] = ['academy_admin', 'academy_editor'];
/** Who writes for the collectivité. */
export const hands: Role[] = ['authority_editor', 'mutualising_body'];

/** What every alert on a convention has in common. */
export const about = (one: Named) => ({
  about: { type: 'Convention' as const, id: one.id },
  academyCode: one.academyCode,
  departmentCodes: one.departmentCodes,
  title: one.title,
  detail: `${one.number} · ${one.authorityName}`,
  remindable: true,
  hats: [] as readonly string[],
});

const inDays = (days: number) =>
  days === 0 ? 'aujourd’hui' : days === 1 ? 'demain' : `dans ${counted(days, 'jour')}`;
const waitedFor = (days: number) => (days === 0 ? 'depuis aujourd’hui' : `depuis ${counted(days, 'jour')}`);

const opinionNames: Record<OpinionKind, string> = {
  dpo: 'L’avis du délégué à la protection des données',
  legal: 'L’avis juridique',
};

const suffix: Partial<Record<AlertKind, string>> = {
  opinion_due: '?onglet=avis',
  reservation_unanswered: '?onglet=avis',
  deliberation_missing: '?onglet=signatures',
  deliberation_untransmitted: '?onglet=signatures',
  seal_pending: '?onglet=signatures',
  scan_missing: '?onglet=signatures',
  signature_waiting: '/signature',
};
const address = (kind: AlertKind, id: string) => `/conventions/${id}${suffix[kind] ?? ''}`;

/** Makes an alert of a kind on one convention from what is particular to it. */
type Make = (kind: AlertKind, rest: Partial<Alert> & { sentence: string }) => Alert;

/** Whose turn it is, by the same rule as the dashboard. */
const turnOf = (facts: ConventionFacts): Role[] =>
  allRoles.filter((role) => conventionTask(facts, role) !== null);

/** Those whom the circuit of signature names, when it is their turn. */
const namedIn = (facts: ConventionFacts): string[] =>
  nextMembers(facts.circuit).flatMap(({ designated, substitutes }) =>
    [...(designated ? [designated] : []), ...substitutes].map(({ membershipId }) => membershipId),
  );

/** What is awaited of a convention on its way to its signature, and whose turn it is. */
export function movingAlerts(one: MovingConvention, { today, settingsOf }: AlertFacts): Alert[] {
  const settings = settingsOf(one.academyCode);
  const { facts, statusSince } = one;
  const status: string = facts.status;
  const waited = daysBetween(statusSince, today);
  const ball = ballHolder(facts, {
    academy: `l’${one.academyName}`,
    authority: inSentence(one.authorityName),
  });
  const alert: Make = (kind, rest) => ({
    ...about(one),
    kind,
    key: `${kind}:${one.id}`,
    severity: 'info',
    href: address(kind, one.id),
    roles: turnOf(facts),
    since: statusSince,
    dueOn: null,
    ...rest,
  });
  const long = (days: number): Severity => (waited > days ? 'warning' : 'info');

  if (status === 'awaiting_seal')
    return [
      alert('seal_pending', {
        severity: waited > 1 ? 'danger' : 'warning',
        roles: ['academy_admin'],
        remindable: false,
        sentence: `Toutes les parties ont signé\u00a0; le cachet est attendu ${waitedFor(waited)}. ${one.sealReason ?? 'L’application réessaie d’elle-même.'}`,
      }),
    ];
  if (status === 'ready_to_sign' || status === 'partially_signed') {
    const late = facts.effectiveOn !== null && facts.effectiveOn < today;
    return [
      alert('signature_waiting', {
        severity: late ? 'danger' : long(settings.signatureDays),
        hats: namedIn(facts),
        dueOn: facts.effectiveOn,
        sentence: late
          ? `Signature attendue ${waitedFor(waited)}, alors que la date d’effet est passée. ${ball.sentence}`
          : `Signature attendue ${waitedFor(waited)}. ${ball.sentence}`,
      }),
      ...untransmitted(one, facts.deliberation, alert),
    ];
  }
  if (status === 'suspended')
    return [
      alert('suspended', {
        severity: long(settings.suspendedDays),
        roles: ['academy_admin'],
        sentence: `Suspendue ${waitedFor(waited)}. Il reste à la reprendre ou à la résilier.`,
      }),
    ];
  if (status === 'academic_review') {
    const awaited = one.opinions.filter(({ given }) => !given);
    const unanswered = one.opinions.filter(({ given, unanswered }) => given && unanswered > 0);
    const own = [
      ...awaited.map(({ kind, round, dueOn, requestedOn }) => {
        const left = dueOn === null ? null : daysBetween(today, dueOn);
        const when =
          left === null || dueOn === null
            ? `est attendu depuis le ${longDate(requestedOn)}`
            : left < 0
              ? `est en retard de ${counted(-left, 'jour')}\u00a0: il était attendu pour le ${longDate(dueOn)}`
              : `est attendu pour le ${longDate(dueOn)}, ${inDays(left)}`;
        return alert('opinion_due', {
          key: `opinion_due:${one.id}:${kind}:${round}`,
          severity:
            left === null
              ? 'info'
              : left < 0
                ? 'danger'
                : left <= settings.opinionSoonDays
                  ? 'warning'
                  : 'info',
          roles: [kind],
          since: requestedOn,
          dueOn,
          sentence: `${opinionNames[kind]} ${when}.`,
        });
      }),
      ...unanswered.map(({ kind, round, unanswered: count, givenOn }) =>
        alert('reservation_unanswered', {
          key: `reservation_unanswered:${one.id}:${kind}:${round}`,
          severity: 'warning',
          roles: writers,
          since: givenOn,
          sentence: `${opinionNames[kind]} comporte ${counted(count, 'réserve')} sans réponse.`,
        }),
      ),
    ];
    if (own.length > 0) return own;
  }
  if (status === 'awaiting_deliberation' && ball.holder === 'authority')
    return [
      alert('deliberation_missing', {
        severity: long(settings.waitingDays),
        sentence: `La délibération est attendue ${waitedFor(waited)}. ${ball.sentence}`,
      }),
    ];
  return [
    alert('ball_waiting', {
      severity: long(settings.waitingDays),
      sentence: `${ball.sentence.replace(/\.$/, '')}, ${waitedFor(waited)}.`,
    }),
    ...untransmitted(one, facts.deliberation, alert),
  ];
}

/** A délibération is enforceable once published and transmitted (DOMAIN §3): a warning, never a block. */
function untransmitted(
  one: Named,
  deliberation: { number: string | null; transmittedOn: string | null; waiverReason?: string | null } | null,
  alert: Make,
): Alert[] {
  if (!deliberation?.number || deliberation.transmittedOn || deliberation.waiverReason) return [];
  return [
    alert('deliberation_untransmitted', {
      key: `deliberation_untransmitted:${one.id}`,
      severity: 'warning',
      roles: hands,
      since: null,
      dueOn: null,
      sentence: `La délibération ${deliberation.number} n’a pas de date de transmission au préfet\u00a0: elle n’est pas réputée exécutoire.`,
    }),
  ];
}

/** What is near or missing for a convention that is signed or in force. */
export function livingAlerts(one: LivingConvention, { today, settingsOf }: AlertFacts): Alert[] {
  const { endMonths } = settingsOf(one.academyCode);
  const alert: Make = (kind, rest) => ({
    ...about(one),
    kind,
    key: `${kind}:${one.id}`,
    severity: 'info',
    href: address(kind, one.id),
    roles: [...writers, ...hands],
    since: null,
    dueOn: null,
    ...rest,
  });
  return [
    ...endAlert(one, today, endMonths, alert),
    ...marketAlert(one, today, endMonths, alert),
    ...untransmitted(one, one.deliberation, alert),
    ...(one.scanMissing
      ? [
          alert('scan_missing', {
            roles: writers,
            since: one.statusSince,
            sentence:
              'Convention faite ailleurs et reprise ici\u00a0: son document signé n’a pas été déposé.',
          }),
        ]
      : []),
  ];
}

/** Longest threshold: to be known; shortest: late; between them: to be prepared. */
const endSeverity = (months: number, all: readonly number[]): Severity =>
  months === Math.min(...all) ? 'danger' : months === Math.max(...all) ? 'info' : 'warning';

function endAlert(one: LivingConvention, today: string, endMonths: readonly number[], alert: Make): Alert[] {
  const { endsOn } = one;
  if (!endsOn || one.successorSigned) return [];
  const crossed = endMonths.filter((months) => addMonths(endsOn, -months) <= today);
  if (crossed.length === 0) return [];
  const months = Math.min(...crossed);
  const days = daysBetween(today, endsOn);
  return [
    alert('convention_end', {
      key: `convention_end:${one.id}:${endsOn}:${days < 0 ? 0 : months}`,
      severity: days < 0 ? 'danger' : endSeverity(months, endMonths),
      since: addMonths(endsOn, -months),
      dueOn: endsOn,
      sentence:
        days < 0
          ? `Son terme est passé depuis le ${longDate(endsOn)}, et aucune convention signée ne lui succède.`
          : `Elle prend fin le ${longDate(endsOn)}, ${inDays(days)} (alerte à ${months} mois), et aucune convention signée ne lui succède.`,
    }),
  ];
}

function marketAlert(
  one: LivingConvention,
  today: string,
  endMonths: readonly number[],
  alert: Make,
): Alert[] {
  const { endsOn, market, project } = one;
  if (!endsOn || !market || market.endsOn >= endsOn) return [];
  const over = market.endsOn < today;
  const crossed = endMonths.filter((months) => addMonths(market.endsOn, -months) <= today);
  return [
    alert('market_before_end', {
      severity: over ? 'danger' : crossed.length > 0 ? 'warning' : 'info',
      href: `/projets/${project.id}`,
      dueOn: market.endsOn,
      sentence: `Le marché de la solution${market.reference ? ` (${market.reference})` : ''} ${over ? 'a pris fin' : 'prend fin'} le ${longDate(market.endsOn)}, avant la convention (${longDate(endsOn)}).`,
    }),
  ];
}
