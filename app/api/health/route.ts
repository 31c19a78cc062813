import { db } from '@/server/db';

export const dynamic = 'force-dynamic';

/** Is the application up, and does its database answer? Open to everyone, says nothing more. */
export async function GET() {
  try {
    await db().$queryRaw`SELECT 1`;
    return Response.json({ status: 'ok', database: 'ok' });
  } catch {
    return Response.json({ status: 'degraded', database: 'unreachable' }, { status: 503 });
  }
}
