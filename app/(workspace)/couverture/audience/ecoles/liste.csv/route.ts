import { readListAddress } from '@/components/audience/address';
import { audienceSchoolsCsv } from '@/server/audience/csv';
import { answerCsv } from '@/server/coverage/csv';
import { api } from '@/server/session';

/** A list of schools to look at, as a file for spreadsheets. */
export function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  return answerCsv(async () => {
    const caller = await api();
    const schools = await caller.audience.schools({ ...readListAddress(params), size: 70_000 });
    return { name: `audience-ecoles-${schools.asOf}.csv`, text: audienceSchoolsCsv(schools) };
  });
}
