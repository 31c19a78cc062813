import { randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { demonstrationAccounts } from '@/prisma/seed/accounts';
import { now } from '@/server/clock';
import { config } from '@/server/config';
import { db } from '@/server/db';
import { sessionSeconds } from '@/server/organisations/auth';
import { safeNext } from '@/server/organisations/next-path';
import { sessionCookieName } from '@/server/session';

/** Signs in a demonstration account with one click. Exists in the demonstration only. */
export async function POST(request: Request) {
  if (config().mode !== 'demonstration') return new NextResponse(null, { status: 404 });
  const form = await request.formData();
  const email = String(form.get('email') ?? '');
  const known = demonstrationAccounts.some((account) => account.email === email);
  const user = known
    ? await db().user.findUnique({ where: { email }, include: { memberships: true } })
    : null;
  if (!user) return new NextResponse(null, { status: 404 });
  const only = user.memberships.length === 1 ? user.memberships[0] : undefined;
  const session = await db().session.create({
    data: {
      userId: user.id,
      sessionToken: randomBytes(32).toString('hex'),
      expires: new Date(now().getTime() + sessionSeconds * 1000),
      membershipId: only?.id ?? null,
    },
  });
  (await cookies()).set(sessionCookieName(), session.sessionToken, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: config().appUrl.startsWith('https:'),
    expires: session.expires,
  });
  return new NextResponse(null, { status: 303, headers: { location: safeNext(form.get('next')) } });
}
