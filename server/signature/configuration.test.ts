import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadConfig } from '../config';
import { createDb } from '../db';
import { makeIdentity, p12Of, pemOf } from '../testing/certificates';

const at = new Date('2026-11-22T09:00:00.000Z');
const real = {
  ACCORDENT_MODE: 'production',
  DATABASE_URL: 'postgresql://accordent:secret@127.0.0.1:5/accordent',
  AUTH_SECRET: 'test-secret-0123456789-abcdefghijkl',
  APP_URL: 'https://accordent.exemple.fr',
  SMTP_URL: 'smtps://courriel.exemple.fr:465',
  MAIL_FROM: 'ne-pas-repondre@exemple.fr',
};
const names = ['SEAL_P12', 'SEAL_P12_PASSWORD', 'TSA_URL', 'TRUSTED_ROOTS'] as const;
type Seal = Partial<Record<(typeof names)[number], string>>;

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accordent-cachet-'));
  const valid = await makeIdentity('Exploitant');
  const past = await makeIdentity('Ancien', { until: new Date('2026-11-21T00:00:00Z') });
  const future = await makeIdentity('Prochain', { issuer: valid, from: new Date('2026-12-01T00:00:00Z') });
  await writeFile(file('cachet.p12'), await p12Of(valid, 'bon mot de passe'));
  await writeFile(file('passe.p12'), await p12Of(past, ''));
  await writeFile(file('a-venir.p12'), await p12Of(future, ''));
  await writeFile(file('faux.p12'), 'rien');
  await writeFile(file('racines.pem'), pemOf(valid.certificate));
  await writeFile(file('faux.pem'), 'rien');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the start says with these variables, in the mode given; null when it starts. */
async function start(seal: Seal, mode = 'production'): Promise<string | null> {
  Object.assign(process.env, real, { ACCORDENT_MODE: mode });
  for (const name of names)
    if (seal[name] === undefined) delete process.env[name];
    else process.env[name] = seal[name];
  // The configuration is read once in a process: each start here is a new one.
  vi.resetModules();
  const { checkSealAtStart } = await import('./certificate');
  // In production the certificate is a file: no connection is opened.
  return checkSealAtStart(createDb(real.DATABASE_URL, 1), at).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

describe('variables of sealing', () => {
  const said = (seal: Seal, mode = 'production') => {
    try {
      loadConfig({ ...real, ACCORDENT_MODE: mode, ...seal });
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  it('are refused one by one, each by its name', () => {
    expect(said({})).toContain('SEAL_P12 est absente');
    expect(said({}, 'demonstration')).toBeNull();
    expect(said({ SEAL_P12_PASSWORD: 'x' }, 'demonstration')).toContain('SEAL_P12 est absente');
    const p12 = { SEAL_P12: '/etc/accordent/cachet.p12' };
    expect(said(p12)).toBeNull();
    expect(said({ ...p12, TSA_URL: 'horodatage.exemple.fr' })).toContain('TSA_URL doit être une adresse');
    expect(said({ ...p12, TSA_URL: 'ftp://horodatage.exemple.fr' })).toContain('TSA_URL doit être');
    expect(said({ ...p12, TSA_URL: 'https://horodatage.exemple.fr' })).toContain('TRUSTED_ROOTS est absente');
    expect(
      said({ ...p12, TSA_URL: 'https://horodatage.exemple.fr', TRUSTED_ROOTS: '/etc/racines.pem' }),
    ).toBeNull();
    // An empty line of a configuration file is an absent variable.
    expect(said({ SEAL_P12: '' })).toContain('SEAL_P12 est absente');
  });
});

describe('starting in production', () => {
  const good = () => ({ SEAL_P12: file('cachet.p12'), SEAL_P12_PASSWORD: 'bon mot de passe' });

  it('goes on with a certificate that can seal today', async () => {
    expect(await start(good())).toBeNull();
    expect(await start({ ...good(), TRUSTED_ROOTS: file('racines.pem') })).toBeNull();
  });

  it('stops without one, and says which file and why', async () => {
    expect(await start({ SEAL_P12: file('absent.p12') })).toContain(
      'absent.p12 (SEAL_P12) n’est pas lisible',
    );
    expect(await start({ SEAL_P12: file('faux.p12') })).toContain('ne s’ouvre pas');
    for (const password of ['', 'mauvais'])
      expect(await start({ ...good(), SEAL_P12_PASSWORD: password })).toContain(
        'vérifiez le fichier et SEAL_P12_PASSWORD',
      );
    expect(await start({ SEAL_P12: file('passe.p12') })).toContain(
      '«\u00a0Ancien\u00a0» n’est pas valable aujourd’hui',
    );
    expect(await start({ SEAL_P12: file('a-venir.p12') })).toContain(
      '«\u00a0Prochain\u00a0» n’est pas valable',
    );
  });

  it('stops when the trusted authorities cannot be read', async () => {
    for (const roots of ['absent.pem', 'faux.pem'])
      expect(await start({ ...good(), TRUSTED_ROOTS: file(roots) })).toMatch(
        /^Configuration refusée\. Les autorités de confiance .*\(TRUSTED_ROOTS\) ne sont pas lisibles/,
      );
  });

  it('asks nothing of the demonstration', async () => {
    expect(await start({}, 'demonstration')).toBeNull();
  });
});
