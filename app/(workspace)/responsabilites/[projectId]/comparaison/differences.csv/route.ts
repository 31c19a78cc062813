import { answerCsv } from '@/server/files/serve';
import { differencesCsv } from '@/server/raci/compare/csv';
import { api } from '@/server/session';

type Params = { params: Promise<{ projectId: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { projectId: id } = await params;
  const search = new URL(request.url).searchParams;
  return answerCsv(async () => {
    const caller = await api();
    const { letters } = await caller.raci.compare.sides({ id });
    const comparison = await caller.raci.compare.between({
      id,
      of: search.get('matrice') ?? undefined,
      with: search.get('avec') ?? undefined,
    });
    return { name: 'comparaison-de-matrices.csv', text: differencesCsv(comparison, letters) };
  });
}
