import { readQueueFilters } from '@/components/aaf/filters';
import { attachmentsCsv } from '@/server/aaf/csv';
import { answerCsv } from '@/server/files/serve';
import { everyPage } from '@/server/paging';
import { api } from '@/server/session';

export function GET(request: Request): Promise<Response> {
  const { filters } = readQueueFilters(Object.fromEntries(new URL(request.url).searchParams));
  return answerCsv(async () => {
    const caller = await api();
    const all = await everyPage((cursor) => caller.aaf.list({ ...filters, page: 1, size: 1000, cursor }));
    return { name: 'accrochages.csv', text: attachmentsCsv(all) };
  });
}
