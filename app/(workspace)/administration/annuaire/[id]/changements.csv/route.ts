import { changeOfSlug } from '@/components/territory/changes-address';
import { answerCsv } from '@/server/coverage/csv';
import { api } from '@/server/session';
import { changesCsv } from '@/server/territory/csv';

type Props = { params: Promise<{ id: string }> };

/** The changes of one kind of an import, as a file for spreadsheets. */
export function GET(request: Request, { params }: Props): Promise<Response> {
  return answerCsv(async () => {
    const { id } = await params;
    const search = new URL(request.url).searchParams;
    const kind = changeOfSlug(search.get('changement')) ?? 'opened';
    const caller = await api();
    const { items } = await caller.territory.importChanges({
      id,
      kind,
      q: search.get('q') || undefined,
      department: search.get('departement') || undefined,
      size: 100_000,
    });
    return { name: `${search.get('changement') ?? 'changements'}-${id}.csv`, text: changesCsv(kind, items) };
  });
}
