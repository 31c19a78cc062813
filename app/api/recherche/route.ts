import { errorCodes } from '@/server/errors';
import { api } from '@/server/session';
import { refusalOf } from '@/server/trpc/init';

/** Search everywhere, for the palette of the frame: `?q=` → `{ groups }`. Needs a session. */
export async function GET(request: Request): Promise<Response> {
  const q = new URL(request.url).searchParams.get('q') ?? '';
  const headers = { 'cache-control': 'private, no-store' };
  try {
    const caller = await api();
    return Response.json(await caller.search.everywhere({ q }), { headers });
  } catch (error) {
    const { code, message } = refusalOf(error);
    const status = code === 'internal' ? 500 : errorCodes[code];
    return Response.json({ code, message }, { status, headers });
  }
}
