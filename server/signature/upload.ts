import { rulesFor } from '../access/rules';
import { prove } from '../access/scope';
import { AppError, errorCodes } from '../errors';
import { refusedFile } from '../files/serve';
import { throttle } from '../throttle';
import type { Context } from '../trpc/context';
import { refusalOf } from '../trpc/init';
import { callerFor } from '../trpc/root';
import { receiveDeposit } from './commands/deposit';
import { readAtMost } from './receive';
import { maxDepositBytes, scanDeclaration } from './schema';
import { maxVerifiedBytes, verifyFile } from './verify-file';

/** Our own screens name the file in this header, percent-encoded; a form of another site cannot send it. */
const FILE_NAME = 'x-nom-fichier';
const DECLARATION = 'x-declaration';
const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function decoded(request: Request, name: string): string | null {
  const value = request.headers.get(name);
  if (value === null) return null;
  try {
    return decodeURIComponent(value);
  } catch {
    throw new AppError('invalid', 'L’en-tête du fichier est illisible.');
  }
}

async function answer(make: () => Promise<{ status?: number; body: unknown }>): Promise<Response> {
  try {
    const { status = 200, body } = await make();
    return Response.json(body, { status, headers });
  } catch (error) {
    const { code, message, fields } = refusalOf(error);
    const status = code === 'internal' ? 500 : errorCodes[code];
    return Response.json({ code, message, fields }, { status, headers });
  }
}

/** A file signed outside, from the tab of signatures: the body is the file, a scan says more in a header. */
export async function receiveFromScreen(ctx: Context, id: string, request: Request): Promise<Response> {
  return answer(async () => {
    const { actor, db, now } = ctx;
    if (!actor) throw new AppError('unauthenticated', 'Connectez-vous pour continuer.');
    const fileName = decoded(request, FILE_NAME)?.trim().slice(0, 200);
    if (!fileName) throw new AppError('invalid', 'Le nom du fichier manque.');
    await prove(db, rulesFor(actor), 'deposit', 'Convention', id);
    const declaration = decoded(request, DECLARATION);
    const act = { db, actor, now };
    const bytes = await readAtMost(
      request.body,
      Number(request.headers.get('content-length') ?? 0),
      maxDepositBytes,
    );
    const file = { id, fileName, bytes };
    const received =
      declaration === null
        ? await receiveDeposit(act, { ...file, mode: 'external' })
        : await receiveDeposit(act, { ...file, mode: 'scan', declared: readDeclaration(declaration) });
    return { status: 201, body: { id: received.id } };
  });
}

function readDeclaration(text: string) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new AppError('invalid', 'La déclaration du signataire est illisible.');
  }
  // Refusals of the schema become refusals of the request, field by field.
  return scanDeclaration.parse(json);
}

/** What a dropped file is, for anyone; `?numero=` names the convention that the reader has before them. */
export async function verifyFromScreen(ctx: Context, request: Request): Promise<Response> {
  return answer(async () => {
    if (request.headers.get(FILE_NAME) === null) throw new AppError('invalid', 'Le nom du fichier manque.');
    await throttle('verification-client', ctx.ip ?? 'sans-adresse');
    const bytes = await readAtMost(
      request.body,
      Number(request.headers.get('content-length') ?? 0),
      maxVerifiedBytes,
    );
    const number = new URL(request.url).searchParams.get('numero')?.slice(0, 32) ?? null;
    return { body: await verifyFile(ctx.db, bytes, number) };
  });
}

/** The evidence file as a download. */
export async function serveEvidence(ctx: Context, id: string): Promise<Response> {
  try {
    const pdf = await callerFor(ctx).signatures.evidence({ id });
    return new Response(new Uint8Array(pdf.bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${pdf.name}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}

/** A deposited file, never opened inside the application: it came from outside. */
export async function serveDeposit(ctx: Context, id: string, depositId: string): Promise<Response> {
  try {
    const file = await callerFor(ctx).signatures.depositFile({ id, depositId });
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': file.mime,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
