import { z } from 'zod';

/** Where the application runs: the labelled demonstration of `npm start`, real life, or the test suites. */
export type Mode = 'demonstration' | 'production' | 'test';

const url = (protocols: string[], example: string) =>
  z.string().refine(
    (value) => {
      try {
        return protocols.includes(new URL(value).protocol);
      } catch {
        return false;
      }
    },
    { error: `doit être une adresse telle que ${example}` },
  );

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const schema = z
  .object({
    ACCORDENT_MODE: z.enum(['demonstration', 'production', 'test']).default('production'),
    DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgresql://utilisateur:secret@hote:5432/accordent'),
    AUTH_SECRET: z.string('est absente').min(32, 'est trop courte\u00a0: 32 caractères au moins'),
    APP_URL: url(['http:', 'https:'], 'https://accordent.exemple.fr'),
    SMTP_URL: optional(url(['smtp:', 'smtps:'], 'smtps://utilisateur:secret@hote:465')),
    MAIL_FROM: optional(z.string()),
    OPERATOR_NAME: optional(z.string()),
    PRODUCT_NAME: optional(z.string()),
    LOGO_PATH: optional(
      z.string().startsWith('/', 'doit être un chemin du dossier public, tel que /logo.svg'),
    ),
    ACCENT_HUE: optional(z.coerce.number('doit être un angle de 0 à 360').min(0).max(360)),
    ACCENT_CHROMA: optional(z.coerce.number('doit être un nombre de 0 à 0,13').min(0).max(0.13)),
    OIDC_ISSUER: optional(url(['http:', 'https:'], 'https://fournisseur.exemple.fr')),
    OIDC_CLIENT_ID: optional(z.string()),
    OIDC_CLIENT_SECRET: optional(z.string()),
    OIDC_NAME: optional(z.string()),
    SEAL_P12: optional(z.string()),
    SEAL_P12_PASSWORD: optional(z.string()),
    TSA_URL: optional(url(['http:', 'https:'], 'https://horodatage.exemple.fr')),
    TRUSTED_ROOTS: optional(z.string()),
    LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    /** Days during which the text of a mail that left is kept. */
    MAIL_BODY_DAYS: optional(z.coerce.number('doit être un nombre de jours').int().min(1).max(3650)),
    TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  })
  .check((ctx) => {
    const refuse = (path: string, message: string) =>
      ctx.issues.push({ code: 'custom', path: [path], message, input: ctx.value });
    const env = ctx.value;
    if (new Set(env.AUTH_SECRET).size < 10)
      refuse('AUTH_SECRET', 'est trop simple\u00a0: tirez-la au hasard');
    if (env.ACCORDENT_MODE === 'production') {
      if (!env.SMTP_URL) refuse('SMTP_URL', 'est absente\u00a0: sans elle, aucun lien de connexion ne part');
      if (!env.MAIL_FROM)
        refuse('MAIL_FROM', 'est absente\u00a0: c’est l’adresse d’expédition des courriels');
      const local = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(env.APP_URL).hostname);
      if (!env.APP_URL.startsWith('https:') && !local) refuse('APP_URL', 'doit commencer par https:');
    }
    if (env.ACCORDENT_MODE === 'production' && !env.SEAL_P12)
      refuse('SEAL_P12', 'est absente\u00a0: c’est le certificat (.p12) qui scelle les conventions signées');
    if (env.SEAL_P12_PASSWORD && !env.SEAL_P12)
      refuse('SEAL_P12', 'est absente, mais son mot de passe (SEAL_P12_PASSWORD) est donné');
    if (env.TSA_URL && !env.TRUSTED_ROOTS)
      refuse(
        'TRUSTED_ROOTS',
        'est absente\u00a0: sans elle, le certificat de l’autorité d’horodatage ne peut pas être vérifié',
      );
    const oidc = [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET];
    if (oidc.some(Boolean) && !oidc.every(Boolean))
      refuse('OIDC_ISSUER', 'va avec OIDC_CLIENT_ID et OIDC_CLIENT_SECRET\u00a0: donnez les trois ou aucune');
  });

export type Config = {
  mode: Mode;
  databaseUrl: string;
  authSecret: string;
  /** Public address, without a trailing slash. */
  appUrl: string;
  smtpUrl: string | null;
  mailFrom: string;
  /** Days during which the text of a mail that left is kept; codes go as soon as they are used. */
  mailBodyDays: number;
  operatorName: string;
  /** What an operator may change of the looks; the theme keeps the contrast whatever the hue. */
  brand: {
    productName: string;
    logoPath: string | null;
    accentHue: number | null;
    accentChroma: number | null;
  };
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  /** Sealing: the operator's certificate (null: the self-signed one of the demonstration), timestamps, roots. */
  seal: {
    p12: { path: string; password: string } | null;
    tsaUrl: string | null;
    /** PEM file of the authorities that are trusted. */
    trustedRoots: string | null;
  };
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Believe X-Forwarded-For (only behind a proxy that sets it). */
  trustProxy: boolean;
};

/**
 * Reads and checks the whole configuration, once, in one place.
 * @throws Error whose message is a French sentence naming each missing or weak variable.
 */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const said = new Map<string, string>();
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0] ?? '');
      if (!said.has(name))
        said.set(name, env[name] === undefined && issue.code !== 'custom' ? 'est absente' : issue.message);
    }
    const lines = [...said].map(([name, message]) => `${name} ${message}.`);
    throw new Error(`Configuration refusée. ${lines.join(' ')}`);
  }
  const e = parsed.data;
  return {
    mode: e.ACCORDENT_MODE,
    databaseUrl: e.DATABASE_URL,
    authSecret: e.AUTH_SECRET,
    appUrl: e.APP_URL.replace(/\/+$/, ''),
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM ?? 'Accord’ENT <ne-pas-repondre@demo.invalid>',
    mailBodyDays: e.MAIL_BODY_DAYS ?? 90,
    operatorName: e.OPERATOR_NAME ?? 'Accord’ENT',
    brand: {
      productName: e.PRODUCT_NAME ?? 'Accord’ENT',
      logoPath: e.LOGO_PATH ?? null,
      accentHue: e.ACCENT_HUE ?? null,
      accentChroma: e.ACCENT_CHROMA ?? null,
    },
    oidc:
      e.OIDC_ISSUER && e.OIDC_CLIENT_ID && e.OIDC_CLIENT_SECRET
        ? {
            issuer: e.OIDC_ISSUER,
            clientId: e.OIDC_CLIENT_ID,
            clientSecret: e.OIDC_CLIENT_SECRET,
            name: e.OIDC_NAME ?? 'ProConnect',
          }
        : null,
    seal: {
      p12: e.SEAL_P12 ? { path: e.SEAL_P12, password: e.SEAL_P12_PASSWORD ?? '' } : null,
      tsaUrl: e.TSA_URL ?? null,
      trustedRoots: e.TRUSTED_ROOTS ?? null,
    },
    logLevel: e.LOG_LEVEL,
    trustProxy: e.TRUST_PROXY === 'true',
  };
}

let current: Config | undefined;

/** The configuration of this process, read at first use. */
export function config(): Config {
  current ??= loadConfig();
  return current;
}
