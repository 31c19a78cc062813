import { type PageParams, param, paramChoice } from '@/components/ui/address';
import { type AlertKind, alertKinds, type Severity, severities } from '@/server/alerts/domain';

/** The word of each kind in an address. */
export const kindSlugs: Record<AlertKind, string> = {
  signature_waiting: 'signatures',
  seal_pending: 'scellements',
  opinion_due: 'avis',
  reservation_unanswered: 'reserves',
  deliberation_missing: 'deliberations',
  deliberation_untransmitted: 'transmissions',
  ball_waiting: 'en-cours',
  suspended: 'suspensions',
  convention_end: 'fins',
  market_before_end: 'marches',
  school_closed: 'ecoles-fermees',
  double_uai: 'doublons',
  aaf_waiting: 'aaf',
  aaf_detach: 'decrochages',
  raci_agreement: 'matrices',
  next_step: 'etapes',
  activity_late: 'activites',
  activity_blocked: 'blocages',
  scan_missing: 'scans',
  mail_refused: 'courriels',
};

export const severitySlugs: Record<Severity, string> = {
  danger: 'retard',
  warning: 'surveiller',
  info: 'en-cours',
};

/** What the screen of alerts shows, from its address. */
export function readAlertFilters(params: PageParams) {
  const nature = param(params, 'nature');
  const gravity = param(params, 'gravite');
  const kind = alertKinds.find((one) => kindSlugs[one] === nature);
  const severity = severities.find((one) => severitySlugs[one] === gravity);
  const department = param(params, 'departement').slice(0, 3);
  const who: 'mine' | 'all' = paramChoice(params, 'pour', ['moi', 'tout']) === 'tout' ? 'all' : 'mine';
  return {
    who,
    ...(kind ? { kind } : {}),
    ...(severity ? { severity } : {}),
    ...(department ? { department } : {}),
  };
}
