import type { Role } from '@/server/access/roles';
import { daysBetween, longDate } from '@/server/calendar';
import { counted, listed } from '@/server/french';
import { rolesSpeakingFor } from '@/server/raci/speaks';
import { hands, writers } from './convention-rules';
import type { Alert } from './domain';
import type { ActivityFact } from './fact-types';

const once = <T>(all: readonly T[]): T[] => [...new Set(all)];

/**
 * An activity of a matrix that is late or blocked: the turn of whoever answers for it, by name when a person is
 * named; of the project's editors, too, when it is blocked, and when nobody answers for it at all.
 */
export function activityAlert(fact: ActivityFact, today: string): Alert {
  const { id, label, project, blocked, dueOn, accountable } = fact;
  const late = dueOn !== null && dueOn < today;
  const editors: readonly Role[] = blocked ? [...writers, ...hands] : accountable.length === 0 ? writers : [];
  const answers =
    accountable.length > 0
      ? `${listed(accountable.map((one) => one.label))} ${accountable.length > 1 ? 'en répondent' : 'en répond'}`
      : 'personne n’en répond';
  const lateness =
    dueOn && late
      ? `prévue pour le ${longDate(dueOn)}, en retard de ${counted(daysBetween(dueOn, today), 'jour')}`
      : '';
  return {
    kind: blocked ? 'activity_blocked' : 'activity_late',
    key: `activity:${id}:${blocked ? `blocked:${blocked.since}` : `late:${dueOn}`}`,
    severity: late ? 'danger' : 'warning',
    about: { type: 'Project', id: project.id },
    academyCode: project.academyCode,
    departmentCodes: project.departmentCodes,
    title: label,
    detail: `Matrice des responsabilités · ${project.name}`,
    sentence: blocked
      ? `Bloquée depuis le ${longDate(blocked.since)}${blocked.why ? ` (${blocked.why})` : ''}${lateness ? `, ${lateness}` : ''}\u00a0; ${answers}.`
      : `${lateness.charAt(0).toUpperCase()}${lateness.slice(1)}\u00a0; ${answers}.`,
    href: `/responsabilites/${project.id}/suivi#activite-${id}`,
    roles: once([
      ...accountable.flatMap((one) => (one.membershipId ? [] : rolesSpeakingFor(one.party))),
      ...editors,
    ]),
    hats: once(accountable.flatMap(({ membershipId }) => (membershipId ? [membershipId] : []))),
    since: blocked?.since ?? dueOn,
    dueOn,
    remindable: true,
  };
}
