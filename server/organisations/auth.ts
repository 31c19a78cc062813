import { PrismaAdapter } from '@auth/prisma-adapter';
import type { NextAuthOptions } from 'next-auth';
import EmailProvider from 'next-auth/providers/email';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { config } from '../config';
import { db } from '../db';
import { enqueue } from '../jobs/queue';

/** A link lives a quarter of an hour. */
const linkSeconds = 15 * 60;
/** A working day; then one signs in again. */
export const sessionSeconds = 12 * 60 * 60;

type Claims = {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  given_name?: string;
  usual_name?: string;
};

function oidcProvider(): OAuthConfig<Claims>[] {
  const { oidc } = config();
  if (!oidc) return [];
  return [
    {
      id: 'oidc',
      name: oidc.name,
      type: 'oauth',
      wellKnown: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret,
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      // Accounts exist before the first sign-in: an operator or a DANE invited the address. The provider is
      // chosen by the operator and must vouch for the address (see signIn below).
      allowDangerousEmailAccountLinking: true,
      profile: (claims) => ({
        id: claims.sub,
        email: claims.email?.toLowerCase() ?? '',
        name: claims.name ?? [claims.given_name, claims.usual_name].filter(Boolean).join(' '),
      }),
    },
  ];
}

/** Only invited people sign in; next-auth keeps sessions and links in the database. */
export function authOptions(): NextAuthOptions {
  // Where next-auth looks for its own address; without it, links and redirections lead to localhost:3000.
  process.env.NEXTAUTH_URL = config().appUrl;
  return {
    adapter: PrismaAdapter(db()),
    secret: config().authSecret,
    session: { strategy: 'database', maxAge: sessionSeconds, updateAge: 30 * 60 },
    pages: {
      signIn: '/connexion',
      verifyRequest: '/connexion/courriel-envoye',
      error: '/connexion',
    },
    providers: [
      EmailProvider({
        maxAge: linkSeconds,
        from: config().mailFrom,
        server: config().smtpUrl ?? '',
        normalizeIdentifier: (identifier) => identifier.trim().toLowerCase(),
        sendVerificationRequest: async ({ identifier, url }) => {
          // The mail leads to a page with a button: scanners that open links do not use them up.
          const target = new URL('/connexion/lien', config().appUrl);
          target.search = new URL(url).search;
          await enqueue('sign-in.link', { email: identifier, url: target.toString() });
        },
      }),
      ...oidcProvider(),
    ],
    callbacks: {
      async signIn({ user, account, profile, email }) {
        if (email?.verificationRequest) return true;
        if (account?.type === 'oauth' && (profile as Claims | undefined)?.email_verified !== true)
          return '/connexion?error=AdresseNonVerifiee';
        const known = user.email ? await db().user.findUnique({ where: { email: user.email } }) : null;
        return known ? true : '/connexion?error=CompteInconnu';
      },
    },
  };
}
