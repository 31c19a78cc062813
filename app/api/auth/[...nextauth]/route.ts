import { NextResponse } from 'next/server';
import NextAuth from 'next-auth';
import { AppError } from '@/server/errors';
import { authOptions } from '@/server/organisations/auth';
import { clientIp } from '@/server/session';
import { throttle } from '@/server/throttle';

type Params = { params: Promise<{ nextauth: string[] }> };

async function handle(request: Request, context: Params) {
  return NextAuth(request as never, context as never, authOptions());
}

export const GET = handle;

export async function POST(request: Request, context: Params) {
  const { nextauth } = await context.params;
  if (nextauth.join('/') === 'signin/email') {
    const form = await request.clone().formData();
    const email = String(form.get('email') ?? '')
      .trim()
      .toLowerCase()
      .slice(0, 320);
    try {
      await throttle('sign-in-client', clientIp(request.headers) ?? 'unknown');
      await throttle('sign-in-address', email);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const url = `/connexion?error=TropDeDemandes`;
      return form.get('json') === 'true'
        ? NextResponse.json({ url }, { status: 429 })
        : NextResponse.redirect(new URL(url, request.url), 303);
    }
  }
  return handle(request, context);
}
