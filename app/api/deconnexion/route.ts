import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { db } from '@/server/db';
import { sessionCookieName } from '@/server/session';

/** Ends this session, on the server as well as in the browser. */
export async function POST() {
  const jar = await cookies();
  const token = jar.get(sessionCookieName())?.value;
  if (token) await db().session.deleteMany({ where: { sessionToken: token } });
  jar.delete(sessionCookieName());
  return new NextResponse(null, { status: 303, headers: { location: '/' } });
}
