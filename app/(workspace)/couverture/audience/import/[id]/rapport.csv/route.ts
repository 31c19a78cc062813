import { importReportCsv } from '@/server/audience/csv';
import { answerCsv } from '@/server/coverage/csv';
import { api } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

/** The report of an import as a file for spreadsheets. */
export function GET(_request: Request, { params }: Props): Promise<Response> {
  return answerCsv(async () => {
    const { id } = await params;
    const caller = await api();
    return {
      name: `rapport-audience-${id}.csv`,
      text: importReportCsv(await caller.audience.import({ id })),
    };
  });
}
