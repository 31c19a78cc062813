import { type NextRequest, NextResponse } from 'next/server';

/** A sign-in form posts here and is sent on to the identity provider: browsers count that as its action. */
const identityProvider = process.env.OIDC_ISSUER ? new URL(process.env.OIDC_ISSUER).origin : '';

/**
 * Gives each page a content security policy with a nonce, and each request the address of its client as the
 * server saw it. Nothing here decides who may do what.
 */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const development = process.env.NODE_ENV === 'development';
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "object-src 'none'",
    "frame-src 'self'",
    "base-uri 'self'",
    `form-action 'self' ${identityProvider}`,
    "frame-ancestors 'self'",
  ].join('; ');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-address', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  return response;
}

export const config = {
  // What passes here is held in memory up to a limit, then cut: large files go straight to their handler.
  matcher: [
    {
      source:
        '/((?!_next/static|_next/image|favicon.ico|api/v1/|api/annuaire/import|api/reprise/|api/depots|api/verification).*)',
    },
  ],
};
