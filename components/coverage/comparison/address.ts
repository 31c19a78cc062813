import { type PageParams, param } from '@/components/ui/address';
import { addDays, isIsoDate } from '@/server/calendar';
import { schoolYearStart } from '@/server/coverage/domain';

/** The earlier date of a comparison; without any, the last day of the school year before. */
export function readFrom(params: PageParams, to: string): string {
  const from = param(params, 'depuis');
  return isIsoDate(from) && from < to ? from : addDays(schoolYearStart(to), -1);
}
