import { answerCsv } from '@/server/files/serve';
import { projectSchoolsCsv } from '@/server/projects/csv';
import { api } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { id } = await params;
  return answerCsv(async () => {
    const caller = await api();
    return { name: 'ecoles-du-projet.csv', text: projectSchoolsCsv(await caller.projects.schools({ id })) };
  });
}
