import { NextResponse } from 'next/server';
import { readUnsubscribeToken } from '@/server/alerts/preferences';
import { unsubscribe } from '@/server/alerts/unsubscribe';
import { now } from '@/server/clock';
import { db } from '@/server/db';

type Params = { params: Promise<{ token: string }> };

/**
 * Unsubscribes by a signed link, without signing in: from the button of the page, or from the mailbox itself
 * (RFC 8058, one POST with List-Unsubscribe=One-Click).
 */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { token } = await params;
  const asked = readUnsubscribeToken(token);
  if (!asked) return new NextResponse(null, { status: 404 });
  const form = await request.formData().catch(() => new FormData());
  await unsubscribe(db(), asked, now());
  if (form.get('List-Unsubscribe') === 'One-Click') return new NextResponse(null, { status: 200 });
  return new NextResponse(null, { status: 303, headers: { location: `/desabonnement/${token}?fait=1` } });
}

/** A mailbox that opens the link instead of posting to it: the page with its button. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { token } = await params;
  return new NextResponse(null, { status: 303, headers: { location: `/desabonnement/${token}` } });
}
