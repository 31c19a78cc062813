import { readAlertFilters } from '@/components/alerts/filters';
import { alertsCsv } from '@/server/alerts/csv';
import { answerCsv } from '@/server/files/serve';
import { api } from '@/server/session';

export function GET(request: Request): Promise<Response> {
  const filters = readAlertFilters(Object.fromEntries(new URL(request.url).searchParams));
  return answerCsv(async () => {
    const caller = await api();
    return { name: 'alertes.csv', text: alertsCsv(await caller.alerts.export(filters)) };
  });
}
