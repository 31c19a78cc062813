import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Configuration } from 'oidc-provider';
import { Provider } from 'oidc-provider';

/** A person whom the provider knows; `sub` is the address. */
export type OidcAccount = { email: string; name: string; emailVerified: boolean };

export type OidcServer = {
  /** What OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET have to be. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  close(): Promise<void>;
};

export type OidcOptions = {
  accounts: OidcAccount[];
  /** Full addresses of the application's callback. */
  redirectUris: string[];
  /** Where name and address are told: in the ID token, or only by the userinfo endpoint. */
  claimsIn?: 'id_token' | 'userinfo';
};

/**
 * Starts a real OpenID Connect provider on a free loopback port. Its sign-in page has one button for each
 * account, labelled with the address; consent is given once and for all.
 */
export async function startOidcServer(options: OidcOptions): Promise<OidcServer> {
  const { accounts, redirectUris, claimsIn = 'id_token' } = options;
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const client = { issuer, clientId: 'accordent', clientSecret: 'secret-du-fournisseur-de-test' };

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const configuration: Configuration = {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: redirectUris,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: claimsIn === 'userinfo',
    cookies: { keys: ['clef-de-test'] },
    features: { devInteractions: { enabled: false } },
    findAccount(_context, sub) {
      const account = accounts.find(({ email }) => email === sub);
      if (!account) return undefined;
      const { email, name, emailVerified } = account;
      return { accountId: sub, claims: () => ({ sub, email, name, email_verified: emailVerified }) };
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(issuer, configuration);
  const answer = provider.callback();

  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const accountId = new URLSearchParams(Buffer.concat(chunks).toString()).get('email') ?? '';
      return provider.interactionFinished(request, response, { login: { accountId } });
    }
    const buttons = accounts.map(
      ({ email }) => `<button name="email" value="${email}" data-account="${email}">${email}</button>`,
    );
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="fr"><title>Fournisseur d’identité</title><form method="post">${buttons.join('')}</form>`,
    );
  });

  return {
    ...client,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
