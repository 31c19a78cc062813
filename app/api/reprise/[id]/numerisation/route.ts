import { answerUpload } from '@/server/takeover/receive';
import { uploadScan } from '@/server/takeover/upload';

/** Takes one of the scans dropped on an import, a PDF as the body. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return answerUpload(request, (act, file) => uploadScan(act, id, file));
}
