import { isIsoDate } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import { AppError, errorCodes, invalid } from '@/server/errors';
import { currentContext } from '@/server/session';
import { receiveUpload } from '@/server/territory/directory/upload';
import { refusalOf } from '@/server/trpc/init';

/** Our own screens name the file in this header, percent-encoded; a form of another site cannot send it. */
const FILE_NAME = 'x-nom-fichier';

function fileNameOf(request: Request): string {
  const header = request.headers.get(FILE_NAME);
  if (header === null) throw new AppError('invalid', 'Le nom du fichier manque.');
  try {
    return decodeURIComponent(header).trim().slice(0, 200) || 'annuaire.csv';
  } catch {
    return 'annuaire.csv';
  }
}

/** The day of which the file tells, when the person said it. */
const FILE_DAY = 'x-date-fichier';

function dayOf(request: Request, today: string): string | null {
  const day = request.headers.get(FILE_DAY);
  if (day === null || day === '') return null;
  if (!isIsoDate(day)) throw invalid({ statedOn: 'La date du fichier n’est pas une date.' });
  if (day > today) throw invalid({ statedOn: 'La date du fichier est dans l’avenir.' });
  return day;
}

/** Takes a directory file as the body, and answers with the import that waits: `{ id }`. */
export async function POST(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  try {
    const { db, actor, now } = await currentContext();
    if (!actor) throw new AppError('unauthenticated', 'Connectez-vous pour continuer.');
    const id = await receiveUpload(
      { db, actor, now },
      {
        fileName: fileNameOf(request),
        announced: Number(request.headers.get('content-length') ?? 0),
        body: request.body,
        statedOn: dayOf(request, civilDate(now)),
      },
    );
    return Response.json({ id }, { status: 201, headers });
  } catch (error) {
    const { code, message, fields } = refusalOf(error);
    const status = code === 'internal' ? 500 : errorCodes[code];
    return Response.json({ code, message, fields }, { status, headers });
  }
}
