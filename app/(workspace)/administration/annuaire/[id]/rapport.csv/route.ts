import { answerCsv } from '@/server/coverage/csv';
import { api } from '@/server/session';
import { reportCsv } from '@/server/territory/csv';

type Props = { params: Promise<{ id: string }> };

/** The report of an import as a file for spreadsheets. */
export function GET(_request: Request, { params }: Props): Promise<Response> {
  return answerCsv(async () => {
    const { id } = await params;
    const caller = await api();
    return { name: `rapport-${id}.csv`, text: reportCsv(await caller.territory.importReport({ id })) };
  });
}
