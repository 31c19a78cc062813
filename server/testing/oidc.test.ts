import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OidcServer, startOidcServer } from './oidc';

const callback = 'http://127.0.0.1:9/api/auth/callback/oidc';
const person = { email: 'dane@demo.invalid', name: 'Dominique Dane', emailVerified: true };

let server: OidcServer;
beforeAll(async () => {
  server = await startOidcServer({ accounts: [person], redirectUris: [callback] });
});
afterAll(() => server.close());

/** Follows redirections with cookies, as a browser does, until the application's callback. */
async function follow(start: string, form?: URLSearchParams, jar = new Map<string, string>()) {
  let [url, body] = [start, form];
  while (!url.startsWith(callback)) {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/);
      jar.set(name, value);
    }
    const next = response.headers.get('location');
    if (!next) return { url, page: await response.text(), jar };
    [url, body] = [new URL(next, url).href, undefined];
  }
  return { url, page: '', jar };
}

it('signs a person in and vouches for the address', async () => {
  const start = new URL(`${server.issuer}/auth`);
  start.search = new URLSearchParams({
    client_id: server.clientId,
    response_type: 'code',
    scope: 'openid email profile',
    redirect_uri: callback,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  }).toString();
  const asked = await follow(start.href);
  expect(asked.page).toContain('data-account="dane@demo.invalid"');
  const done = await follow(asked.url, new URLSearchParams({ email: person.email }), asked.jar);

  const code = new URL(done.url).searchParams.get('code') ?? '';
  const response = await fetch(`${server.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${server.clientId}:${server.clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: callback,
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    }),
  });
  const { id_token: token } = (await response.json()) as { id_token: string };
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ email: person.email, email_verified: true, name: person.name });
});
