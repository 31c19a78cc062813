import { taskFilters } from '@/components/territory/changes-address';
import { answerCsv } from '@/server/coverage/csv';
import { api } from '@/server/session';
import { tasksCsv } from '@/server/territory/csv';

/** What the life of schools asks of an académie, as a file for spreadsheets. */
export function GET(request: Request): Promise<Response> {
  return answerCsv(async () => {
    const caller = await api();
    const filters = taskFilters(Object.fromEntries(new URL(request.url).searchParams));
    const { items } = await caller.territory.tasks({ ...filters, size: 10_000 });
    return { name: 'suites-ecoles.csv', text: tasksCsv(items) };
  });
}
