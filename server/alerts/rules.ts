import { daysBetween, longDate } from '@/server/calendar';
import { counted, listed } from '@/server/french';
import { rolesSpeaking } from '@/server/raci/speaks';
import { activityAlert } from './activity-rules';
import { about, hands, livingAlerts, movingAlerts, writers } from './convention-rules';
import type { Alert } from './domain';
import type {
  AafWait,
  AlertFacts,
  AskedColumn,
  ConventionSchools,
  DetachFact,
  NextStep,
  RefusedMails,
  SharedSchools,
} from './fact-types';

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
    ...facts.activities.map((one) => activityAlert(one, facts.today)),
    ...facts.asked.map((one) => agreementAlert(one, facts)),
    ...facts.refused.map(refusedAlert),
  ];
}

const first = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

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

/** « 3 écoles à décrocher de l’AAF » */
const toUndo: Record<DetachFact['acts'][number]['action'], string> = {
  detach: 'décrocher de',
  suspend: 'suspendre dans',
  reject: 'écarter de',
};

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
      sentence: fact.acts
        .map(
          ({ count, action, why }) =>
            `${counted(count, 'école')} à ${toUndo[action]} l’AAF : ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
        )
        .join(' '),
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
    sentence: `${what}\u00a0: prévu pour le ${longDate(dueOn)}, en retard de ${counted(daysBetween(dueOn, today), 'jour')}.`,
    href: `/projets/${project.id}?onglet=suivi`,
    // Entrusted to somebody with an account, it is theirs; otherwise the DANE's.
    roles: owner?.membershipId ? [] : writers,
    hats: owner?.membershipId ? [owner.membershipId] : [],
    since: dueOn,
    dueOn,
    remindable: true,
  };
}

/** A column whose agreement was asked for: the turn of those who speak for it. */
export function agreementAlert(
  { actorId, column, project, pending, askedOn, askedByName }: AskedColumn,
  { today, settingsOf }: Pick<AlertFacts, 'today' | 'settingsOf'>,
): Alert {
  const late = daysBetween(askedOn, today) > settingsOf(project.academyCode).waitingDays;
  return {
    kind: 'raci_agreement',
    key: `raci_agreement:${actorId}`,
    severity: late ? 'warning' : 'info',
    about: { type: 'Project', id: project.id },
    academyCode: project.academyCode,
    departmentCodes: project.departmentCodes,
    title: project.name,
    detail: `Matrice des responsabilités · ${column.label}`,
    sentence: `${counted(pending, 'case attend', 'cases attendent')} la réponse de cette partie, demandée le ${longDate(askedOn)} par ${askedByName}.`,
    href: `/responsabilites/${project.id}/accord`,
    roles: rolesSpeaking(column),
    hats: column.kind === 'person' && column.membershipId ? [column.membershipId] : [],
    since: askedOn,
    dueOn: null,
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
