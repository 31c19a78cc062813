import { readCoverage } from '@/components/coverage/address';
import { answerSheet } from '@/server/coverage/sheet/serve';
import { api } from '@/server/session';

type Props = { params: Promise<{ code: string }> };

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { code } = await params;
  const { degree, sector, asOf } = readCoverage(Object.fromEntries(new URL(request.url).searchParams));
  return answerSheet(code, async () => {
    const caller = await api();
    return caller.coverage.sheet({ department: code, degree, sector, ...(asOf ? { asOf } : {}) });
  });
}
