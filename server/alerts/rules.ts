import { allRoles, type Role } from '@/server/access/roles';
import { addMonths, daysBetween, longDate } from '@/server/calendar';
import type { ConventionFacts, OpinionKind } from '@/server/conventions/facts';
import { ballHolder } from '@/server/conventions/lifecycle';
import { conventionTask } from '@/server/dashboard/domain';
import { counted, listed } from '@/server/french';
import { nextMembers } from '@/server/signature/circuit';
import type { Alert, AlertKind, AlertSettings, Severity } from './domain';

/** A convention on its way: its facts as the transition table reads them, and its names. */
export type MovingConvention = Named & {
  facts: ConventionFacts;
  /** Why the seal is not there yet, when it was tried. */
  sealReason: string | null;
  /** Civil date of entry into the present state. */
  statusSince: string;
  /** The last opinion of each kind. */
  opinions: readonly {
    kind: OpinionKind;
    round: number;
    given: boolean;
    requestedOn: string;
    givenOn: string | null;
    dueOn: string | null;
    unanswered: number;
  }[];
};

/** A convention signed or in force (or suspended). */
export type LivingConvention = Named & {
  status: string;
  statusSince: string;
  endsOn: string | null;
  successorSigned: boolean;
  market: { endsOn: string; reference: string | null } | null;
  project: { id: string; name: string };
  deliberation: { number: string; transmittedOn: string | null } | null;
  scanMissing: boolean;
};

export type Named = {
  id: string;
  number: string;
  title: string;
  academyCode: string;
  academyName: string;
  authorityName: string;
  departmentCodes: readonly string[];
};

export type ConventionSchools = { conventionId: string; count: number; names: readonly string[] };
export type SharedSchools = { firstId: string; secondId: string; count: number; names: readonly string[] };
export type AafWait = {
  requestId: string;
  conventionId: string;
  status: 'requested' | 'checked' | 'test';
  count: number;
  since: string;
  wantedOn: string;
  requestedBy: string;
};
export type DetachFact = { conventionId: string; count: number; since: string; why: string };
export type RefusedMails = { academyCode: string; count: number; since: string };
/** A next step of a project that its owner has not done. */
export type NextStep = {
  id: string;
  project: { id: string; name: string; academyCode: string; departmentCodes: readonly string[] };
  what: string;
  owner: { membershipId: string | null; name: string } | null;
  dueOn: string;
};

/** All that the rules need to know, loaded in a few queries whatever the size (facts.ts). */
export type AlertFacts = {
  today: string;
  settingsOf: (academyCode: string) => AlertSettings;
  /** Names of every convention that one of the facts below speaks of. */
  named: ReadonlyMap<string, Named>;
  moving: readonly MovingConvention[];
  living: readonly LivingConvention[];
  shared: readonly SharedSchools[];
  closedListed: readonly ConventionSchools[];
  closedAttached: readonly ConventionSchools[];
  aaf: readonly AafWait[];
  detach: readonly DetachFact[];
  refused: readonly RefusedMails[];
  steps: readonly NextStep[];
};

const writers: Role[] = ['academy_admin', 'academy_editor'];
const hands: Role[] = ['authority_editor', 'mutualising_body'];

const about = (one: Named) => ({
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
const first = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const opinionNames: Record<OpinionKind, string> = {
  dpo: 'L’avis du délégué à la protection des données',
  legal: 'L’avis juridique',
};

/** Every alert that the facts give: one pure rule set for the screen, the bell, the dashboard and the mails. */
export function alertsOf(facts: AlertFacts): Alert[] {
  return [
    ...facts.moving.flatMap((one) => movingAlerts(one, facts)),
    ...facts.living.flatMap((one) => livingAlerts(one, facts)),
    ...facts.shared.flatMap((one) => sharedAlert(one, facts)),
    ...closedAlerts(facts),
    ...facts.aaf.flatMap((one) => aafAlert(one, facts)),
    ...facts.detach.flatMap((one) => detachAlert(one, facts)),
    ...facts.steps.map((one) => stepAlert(one, facts.today)),
    ...facts.refused.map(refusedAlert),
  ];
}

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

/** Whose turn it is, by the same rule as the dashboard. */
const turnOf = (facts: ConventionFacts): Role[] =>
  allRoles.filter((role) => conventionTask(facts, role) !== null);

/** Those whom the circuit of signature names, when it is their turn. */
const namedIn = (facts: ConventionFacts): string[] =>
  nextMembers(facts.circuit).flatMap(({ designated, substitutes }) =>
    [...(designated ? [designated] : []), ...substitutes].map(({ membershipId }) => membershipId),
  );

function movingAlerts(one: MovingConvention, { today, settingsOf }: AlertFacts): Alert[] {
  const settings = settingsOf(one.academyCode);
  const { facts, statusSince } = one;
  const status: string = facts.status;
  const waited = daysBetween(statusSince, today);
  const ball = ballHolder(facts, { academy: one.academyName, authority: one.authorityName });
  const alert = (kind: AlertKind, rest: Partial<Alert> & { sentence: string }): Alert => ({
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
        sentence: `Toutes les parties ont signé ; le cachet est attendu ${waitedFor(waited)}. ${one.sealReason ?? 'L’application réessaie d’elle-même.'}`,
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
              ? `est en retard de ${counted(-left, 'jour')} : il était attendu pour le ${longDate(dueOn)}`
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
  alert: (kind: AlertKind, rest: Partial<Alert> & { sentence: string }) => Alert,
): Alert[] {
  if (!deliberation?.number || deliberation.transmittedOn || deliberation.waiverReason) return [];
  return [
    alert('deliberation_untransmitted', {
      key: `deliberation_untransmitted:${one.id}`,
      severity: 'warning',
      roles: hands,
      since: null,
      dueOn: null,
      sentence: `La délibération ${deliberation.number} n’a pas de date de transmission au préfet : elle n’est pas réputée exécutoire.`,
    }),
  ];
}

function livingAlerts(one: LivingConvention, { today, settingsOf }: AlertFacts): Alert[] {
  const { endMonths } = settingsOf(one.academyCode);
  const alert = (kind: AlertKind, rest: Partial<Alert> & { sentence: string }): Alert => ({
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
            sentence: 'Convention faite ailleurs et reprise ici : son document signé n’a pas été déposé.',
          }),
        ]
      : []),
  ];
}

type Make = (kind: AlertKind, rest: Partial<Alert> & { sentence: string }) => Alert;

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

const someSchools = (count: number, names: readonly string[]) =>
  `${counted(count, 'école')} (${listed([...names], 4)})`;

function sharedAlert({ firstId, secondId, count, names }: SharedSchools, { named }: AlertFacts): Alert[] {
  const older = named.get(firstId);
  const newer = named.get(secondId);
  if (!older || !newer) return [];
  return [
    {
      ...about(newer),
      kind: 'double_uai',
      key: `double_uai:${firstId}:${secondId}`,
      severity: 'danger',
      href: `/conventions/${secondId}?onglet=ecoles`,
      roles: writers,
      since: null,
      dueOn: null,
      sentence: `${someSchools(count, names)} ${count > 1 ? 'figurent' : 'figure'} aussi dans la convention ${older.number} (${older.authorityName}), active au même moment.`,
    },
  ];
}

function closedAlerts({ closedListed, closedAttached, named }: AlertFacts): Alert[] {
  const alerts = (all: readonly ConventionSchools[], attached: boolean) =>
    all.flatMap(({ conventionId, count, names }): Alert[] => {
      const one = named.get(conventionId);
      if (!one) return [];
      const closed = count > 1 ? 'sont fermées' : 'est fermée';
      return [
        {
          ...about(one),
          kind: 'school_closed',
          key: `school_closed:${conventionId}:${attached ? 'aaf' : 'annexe'}`,
          severity: attached ? 'danger' : 'warning',
          href: attached
            ? `/accrochage?convention=${conventionId}&etat=in_place`
            : `/conventions/${conventionId}?onglet=ecoles`,
          roles: attached ? [...writers, 'directory_operator'] : [...writers, ...hands],
          since: null,
          dueOn: null,
          sentence: attached
            ? `${first(someSchools(count, names))} ${closed} dans l’annuaire et ${count > 1 ? 'restent accrochées' : 'reste accrochée'} à l’AAF.`
            : `${first(someSchools(count, names))} ${closed} (ou fusionnée${count > 1 ? 's' : ''}) dans l’annuaire et ${count > 1 ? 'figurent' : 'figure'} encore à l’annexe.`,
        },
      ];
    });
  return [...alerts(closedListed, false), ...alerts(closedAttached, true)];
}

const aafSteps = { requested: 'à vérifier', checked: 'à mettre en test', test: 'à accrocher' } as const;

function aafAlert(wait: AafWait, { named, today }: AlertFacts): Alert[] {
  const one = named.get(wait.conventionId);
  if (!one) return [];
  const late = wait.wantedOn < today;
  return [
    {
      ...about(one),
      about: { type: 'AafRequest', id: wait.requestId },
      kind: 'aaf_waiting',
      key: `aaf_waiting:${wait.requestId}:${wait.conventionId}:${wait.status}`,
      severity: late ? 'danger' : 'info',
      href: `/accrochage?demande=${wait.requestId}`,
      roles: ['directory_operator'],
      since: wait.since,
      dueOn: wait.wantedOn,
      sentence: `${counted(wait.count, 'école')} ${aafSteps[wait.status]}, ${late ? 'souhaitée' : 'souhaitée'}${wait.count > 1 ? 's' : ''} pour le ${longDate(wait.wantedOn)} (demande de ${wait.requestedBy}).`,
    },
  ];
}

function detachAlert(fact: DetachFact, { named }: AlertFacts): Alert[] {
  const one = named.get(fact.conventionId);
  if (!one) return [];
  return [
    {
      ...about(one),
      kind: 'aaf_detach',
      key: `aaf_detach:${fact.conventionId}`,
      severity: 'danger',
      href: `/accrochage?vue=decrochages`,
      roles: ['directory_operator'],
      since: fact.since,
      dueOn: null,
      sentence: `${counted(fact.count, 'école')} à décrocher de l’AAF. ${fact.why}`,
    },
  ];
}

function stepAlert({ id, project, what, owner, dueOn }: NextStep, today: string): Alert {
  return {
    kind: 'next_step',
    key: `next_step:${id}`,
    severity: dueOn < today ? 'warning' : 'info',
    about: { type: 'FollowUpStep', id },
    academyCode: project.academyCode,
    departmentCodes: project.departmentCodes,
    title: project.name,
    detail: owner ? `Suivi du projet · ${owner.name}` : 'Suivi du projet',
    sentence: `${what} : prévu pour le ${longDate(dueOn)}, en retard de ${counted(daysBetween(dueOn, today), 'jour')}.`,
    href: `/projets/${project.id}?onglet=suivi`,
    // Entrusted to somebody with an account, it is theirs; otherwise the DANE's.
    roles: owner?.membershipId ? [] : writers,
    hats: owner?.membershipId ? [owner.membershipId] : [],
    since: dueOn,
    dueOn,
    remindable: true,
  };
}

function refusedAlert({ academyCode, count, since }: RefusedMails): Alert {
  return {
    kind: 'mail_refused',
    key: `mail_refused:${academyCode}:${since}`,
    severity: 'warning',
    about: { type: 'Academy', id: academyCode },
    academyCode,
    departmentCodes: [],
    title: 'Courriels qui ne sont pas arrivés',
    detail: counted(count, 'courriel'),
    sentence: `${counted(count, 'courriel refusé par le serveur du destinataire, ou à l’envoi incertain', 'courriels refusés par le serveur du destinataire, ou à l’envoi incertain')}.`,
    href: '/administration/courriels?tiroir=refuses',
    roles: ['academy_admin', 'operator'],
    hats: [],
    since,
    dueOn: null,
    remindable: false,
  };
}
