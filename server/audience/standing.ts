import type { AudienceImport } from '@/prisma/generated/client';
import { isUnderWay, type WorkState } from '../work/domain';

/** True for an import that says it runs while no work does it any more. */
export const isLeft = (row: Pick<AudienceImport, 'state' | 'workId'>, work: WorkState | undefined) =>
  row.state === 'running' && row.workId !== null && (work === undefined || !isUnderWay(work));
