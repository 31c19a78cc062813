import { bulkCsv } from '@/server/conventions/bulk/csv';
import { answerCsv } from '@/server/files/serve';
import { api } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

/** The report of a bulk creation as a file for spreadsheets. */
export function GET(_request: Request, { params }: Props): Promise<Response> {
  return answerCsv(async () => {
    const { id } = await params;
    const caller = await api();
    const { lines } = await caller.bulk.report({ id });
    return { name: 'rapport-conventions-en-nombre.csv', text: bulkCsv(lines) };
  });
}
