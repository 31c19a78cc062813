import { NextResponse } from 'next/server';
import { now } from '@/server/clock';
import { db } from '@/server/db';
import { safeNext } from '@/server/organisations/next-path';
import { wearHat } from '@/server/organisations/people/hat';
import { currentSession } from '@/server/session';

const goTo = (location: string) => new NextResponse(null, { status: 303, headers: { location } });

/**
 * Where a link of a mail lands: signs in first when needed, puts on the hat under which the person was written to
 * when it is theirs, and goes on to the act (`vers`, a path of this site).
 */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const next = safeNext(searchParams.get('vers'));
  const membershipId = searchParams.get('role') ?? '';
  const session = await currentSession();
  if (!session) {
    const again = `/aller?${new URLSearchParams({ role: membershipId, vers: next })}`;
    return goTo(`/connexion?suite=${encodeURIComponent(again)}`);
  }
  // Another person's hat, or one that ended, is not worn: the page itself then says what may be read.
  if (membershipId && session.membershipId !== membershipId)
    await wearHat(db(), session, membershipId, now());
  return goTo(next);
}
