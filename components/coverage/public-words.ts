import type { RatedStage } from '@/server/coverage/domain';

/** The links of the chain on the public page, which counts schools of both degrees. */
export const publicStageLabels: Record<RatedStage, string> = {
  in_project: 'Dans un projet',
  conventioned: 'Conventionnés',
  attached: 'Accrochés à l’AAF',
  used: 'Utilisés',
};
