import { readFeed } from '@/server/calendar-feed/feed';
import { now } from '@/server/clock';
import { db } from '@/server/db';
import { AppError } from '@/server/errors';

type Params = { params: Promise<{ token: string }> };

/** The calendar behind a secret address, for calendar software: no session, no cookie. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { token } = await params;
  try {
    const { text, etag } = await readFeed(db(), token, now());
    const headers = { etag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' };
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
    return new Response(text, {
      headers: {
        ...headers,
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'inline; filename="accordent.ics"',
      },
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return new Response(null, { status: 404 });
    throw error;
  }
}
