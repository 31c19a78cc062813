import { answerUpload, headerOf } from '@/server/takeover/receive';
import { uploadConventionScan } from '@/server/takeover/upload';

/** Adds or replaces the scan of a convention taken over; the reason of a replacement comes in `x-motif`. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return answerUpload(request, (act, file) =>
    uploadConventionScan(act, id, file, headerOf(request, 'x-motif', 1000)),
  );
}
