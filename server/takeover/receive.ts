import type { PersonAct } from '../audit/journal';
import { AppError, errorCodes } from '../errors';
import { currentContext } from '../session';
import { refusalOf } from '../trpc/init';
import type { SentFile } from './upload';

/** Our own screens name the file in this header, percent-encoded; a form of another site cannot send it. */
const FILE_NAME = 'x-nom-fichier';

/** A header that our screens percent-encode, or null. */
export function headerOf(request: Request, name: string, max: number): string | null {
  const raw = request.headers.get(name);
  if (raw === null) return null;
  try {
    return decodeURIComponent(raw).trim().slice(0, max) || null;
  } catch {
    return null;
  }
}

/** Hands a file sent as the body of a request to `take`, and answers 201 with what it says, or the refusal. */
export async function answerUpload(
  request: Request,
  take: (act: PersonAct, file: SentFile) => Promise<object>,
): Promise<Response> {
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  try {
    const { db, actor, now } = await currentContext();
    if (!actor) throw new AppError('unauthenticated', 'Connectez-vous pour continuer.');
    if (!request.headers.has(FILE_NAME)) throw new AppError('invalid', 'Le nom du fichier manque.');
    const said = await take(
      { db, actor, now },
      {
        name: headerOf(request, FILE_NAME, 200) ?? 'fichier',
        announced: Number(request.headers.get('content-length') ?? 0),
        body: request.body,
      },
    );
    return Response.json(said, { status: 201, headers });
  } catch (error) {
    const { code, message, fields } = refusalOf(error);
    const status = code === 'internal' ? 500 : errorCodes[code];
    return Response.json({ code, message, fields }, { status, headers });
  }
}
