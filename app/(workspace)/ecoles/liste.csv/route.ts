import { readSchoolFilters } from '@/components/territory/school-list';
import { answerCsv } from '@/server/coverage/csv';
import { api } from '@/server/session';
import { directoryCsv } from '@/server/territory/csv';
import type { SchoolLine } from '@/server/territory/queries';

/** The filtered list of schools as a file for spreadsheets. */
export function GET(request: Request): Promise<Response> {
  const { filters } = readSchoolFilters(Object.fromEntries(new URL(request.url).searchParams));
  return answerCsv(async () => {
    const caller = await api();
    const schools: SchoolLine[] = [];
    let cursor: string | undefined;
    do {
      const page = await caller.territory.schools({
        ...filters,
        page: 1,
        size: 5000,
        ...(cursor ? { cursor } : {}),
      });
      schools.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return { name: 'ecoles.csv', text: directoryCsv(schools) };
  });
}
