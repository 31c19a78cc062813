import { NextResponse } from 'next/server';
import { now } from '@/server/clock';
import { db } from '@/server/db';
import { safeNext } from '@/server/organisations/next-path';
import { wearHat } from '@/server/organisations/people/hat';
import { currentSession } from '@/server/session';

const goTo = (location: string) => new NextResponse(null, { status: 303, headers: { location } });

/** Puts on one of one's own hats, then goes on to `retour` (or `next`), a path of this site. */
export async function POST(request: Request) {
  const session = await currentSession();
  if (!session) return goTo('/connexion');
  const form = await request.formData().catch(() => new FormData());
  const next = safeNext(form.get('retour') ?? form.get('next'));
  const worn = await wearHat(db(), session, String(form.get('membershipId') ?? ''), now());
  return goTo(worn ? next : `/chapeau?refus=1&retour=${encodeURIComponent(next)}`);
}
