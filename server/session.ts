import 'server-only';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { now } from './clock';
import { config } from './config';
import { db } from './db';
import { actorOfSession } from './organisations/people/hat';
import { type Context, createContext } from './trpc/context';
import { callerFor } from './trpc/root';

/** Name of next-auth's session cookie for this address (it adds `__Secure-` over https). */
export function sessionCookieName(): string {
  return config().appUrl.startsWith('https:')
    ? '__Secure-next-auth.session-token'
    : 'next-auth.session-token';
}

/** Address of the client, believed only as far as the configuration says. */
export function clientIp(from: Headers): string | null {
  if (!config().trustProxy) return from.get('x-client-address');
  return from.get('x-forwarded-for')?.split(',').at(-1)?.trim() || null;
}

/** The session row behind the cookie, once per request. */
export const currentSession = cache(async () => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  return db().session.findFirst({
    where: { sessionToken: token, expires: { gt: now() } },
    include: { user: true },
  });
});

/** The context of this request: who acts, under which hat, when. */
export const currentContext = cache(async (): Promise<Context> => {
  const session = await currentSession();
  const at = now();
  const from = await headers();
  const actor = session ? await actorOfSession(db(), session, at) : null;
  return createContext({
    db: db(),
    userId: session?.userId ?? null,
    actor,
    now: at,
    channel: 'screen',
    ip: clientIp(from),
    userAgent: from.get('user-agent'),
  });
});

/** Calls procedures from a server component, with the access of the person who asks. */
export const api = cache(async () => callerFor(await currentContext()));
