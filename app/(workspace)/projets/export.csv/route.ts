import { readProjectFilters } from '@/components/projects/list/filters';
import { answerCsv } from '@/server/files/serve';
import { everyPage } from '@/server/paging';
import { projectsCsv } from '@/server/projects/csv';
import { api } from '@/server/session';

export function GET(request: Request): Promise<Response> {
  const { filters } = readProjectFilters(Object.fromEntries(new URL(request.url).searchParams));
  return answerCsv(async () => {
    const caller = await api();
    const all = await everyPage((cursor) => caller.projects.list({ ...filters, page: 1, size: 200, cursor }));
    return { name: 'projets.csv', text: projectsCsv(all) };
  });
}
