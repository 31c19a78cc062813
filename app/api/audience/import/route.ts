import { receiveUpload } from '@/server/audience/upload';
import { AppError, errorCodes } from '@/server/errors';
import { currentContext } from '@/server/session';
import { refusalOf } from '@/server/trpc/init';

/** Our own screens name the file in this header, percent-encoded; a form of another site cannot send it. */
const FILE_NAME = 'x-nom-fichier';

function fileNameOf(request: Request): string {
  const header = request.headers.get(FILE_NAME);
  if (header === null) throw new AppError('invalid', 'Le nom du fichier manque.');
  try {
    return decodeURIComponent(header).trim().slice(0, 200) || 'audience.csv';
  } catch {
    return 'audience.csv';
  }
}

/** Takes a file of the audience measure as the body, and answers with the import whose columns wait to be confirmed: `{ id }`. */
export async function POST(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  try {
    const { db, actor, now } = await currentContext();
    if (!actor) throw new AppError('unauthenticated', 'Connectez-vous pour continuer.');
    const { id } = await receiveUpload(
      { db, actor, now },
      {
        fileName: fileNameOf(request),
        announced: Number(request.headers.get('content-length') ?? 0),
        body: request.body,
      },
    );
    return Response.json({ id }, { status: 201, headers });
  } catch (error) {
    const { code, message, fields } = refusalOf(error);
    const status = code === 'internal' ? 500 : errorCodes[code];
    return Response.json({ code, message, fields }, { status, headers });
  }
}
