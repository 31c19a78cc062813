import { readFile } from 'node:fs/promises';
import { CryptoKeySigner, P12Signer, type Signer } from '@libpdf/core';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { config } from '../config';
import type { Db } from '../db';
import { sha256Hex } from '../documents/hash';
import { counted } from '../french';
import { type Certificate, certificateBytes, certificatesOfPem, nameOf, plain, shortName } from './cms';

/** The operator's certificate cannot be used now; the message is a French sentence. */
export class SealUnavailable extends Error {}

/** What is said of the certificate of a seal, wherever the seal is shown. */
export type SealIdentity = {
  subject: string;
  issuer: string;
  shortSubject: string;
  sha256: string;
  notBefore: Date;
  notAfter: Date;
  selfSigned: boolean;
};

export type SealSigner = { signer: Signer; identity: SealIdentity };

function identityOf(der: Uint8Array, selfMade: boolean): SealIdentity {
  const certificate = pkijs.Certificate.fromBER(plain(der));
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    shortSubject: shortName(certificate.subject),
    sha256: sha256Hex(der),
    notBefore: certificate.notBefore.value,
    notAfter: certificate.notAfter.value,
    selfSigned: selfMade || certificate.subject.isEqual(certificate.issuer),
  };
}

async function configuredSigner(): Promise<SealSigner | null> {
  const { seal } = config();
  if (!seal.p12) return null;
  const { path, password } = seal.p12;
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    throw new SealUnavailable(`Le certificat de cachet ${path} (SEAL_P12) n’est pas lisible.`);
  }
  try {
    const signer = await P12Signer.create(new Uint8Array(bytes), password);
    return { signer, identity: identityOf(signer.certificate, false) };
  } catch {
    throw new SealUnavailable(
      `Le certificat de cachet ${path} (SEAL_P12) ne s’ouvre pas\u00a0: vérifiez le fichier et SEAL_P12_PASSWORD.`,
    );
  }
}

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** A self-signed certificate and its key (PKCS#8), both DER: ten years from the day before. */
async function makeSelfSigned(at: Date): Promise<{ privateKey: Uint8Array; certificate: Uint8Array }> {
  const keys = await crypto.subtle.generateKey(
    { ...rsa, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({
    valueHex: plain(Uint8Array.from([1, ...crypto.getRandomValues(new Uint8Array(8))])),
  });
  for (const name of [certificate.subject, certificate.issuer]) {
    const part = (type: string, value: string) =>
      name.typesAndValues.push(
        new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) }),
      );
    part('2.5.4.3', 'Cachet de démonstration, auto-signé');
    part('2.5.4.10', config().operatorName);
  }
  certificate.notBefore.value = new Date(at.getTime() - 24 * 3_600_000);
  certificate.notAfter.value = new Date(at.getTime() + 3650 * 24 * 3_600_000);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, 'SHA-256');
  return {
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
    certificate: certificateBytes(certificate),
  };
}

/** The demonstration's certificate, made at first need; of two makers at once, the first one's is kept. */
async function demonstrationSigner(db: Db, at: Date): Promise<SealSigner> {
  const kept = () => db.demonstrationSeal.findUnique({ where: { id: 1 } });
  let row = await kept();
  if (!row) {
    const made = await makeSelfSigned(at);
    await db.demonstrationSeal.createMany({
      data: {
        id: 1,
        privateKey: new Uint8Array(made.privateKey),
        certificate: new Uint8Array(made.certificate),
        createdAt: at,
      },
      skipDuplicates: true,
    });
    row = await kept();
  }
  if (!row) throw new SealUnavailable('Le certificat de démonstration n’a pas pu être gardé.');
  const key = await crypto.subtle.importKey('pkcs8', plain(row.privateKey), rsa, false, ['sign']);
  const certificate = new Uint8Array(row.certificate);
  return {
    signer: new CryptoKeySigner(key, certificate, 'RSA', 'RSASSA-PKCS1-v1_5'),
    identity: identityOf(certificate, true),
  };
}

/**
 * The key with which conventions are sealed: the operator's .p12, or in the demonstration and the tests a
 * self-signed one, made once, that says so everywhere.
 * @throws SealUnavailable when it is missing, unreadable, or not valid on that day.
 */
export async function sealSigner(db: Db, at: Date): Promise<SealSigner> {
  const found =
    (await configuredSigner()) ?? (config().mode === 'production' ? null : await demonstrationSigner(db, at));
  if (!found)
    throw new SealUnavailable(
      'Aucun certificat de cachet n’est configuré (SEAL_P12)\u00a0: rien ne peut être scellé.',
    );
  const { notAfter, notBefore } = found.identity;
  // A demonstration tells its past too: only a real certificate is held to its first day.
  if (at > notAfter || (!found.identity.selfSigned && at < notBefore))
    throw new SealUnavailable(
      `Le certificat de cachet «\u00a0${found.identity.shortSubject}\u00a0» n’est pas valable aujourd’hui\u00a0: remplacez-le.`,
    );
  return found;
}

/** Roots to which certificates of others must lead; empty when none is configured. */
export async function trustedRoots(): Promise<Certificate[]> {
  const { trustedRoots: path } = config().seal;
  if (!path) return [];
  try {
    const roots = certificatesOfPem(await readFile(path, 'utf8'));
    if (roots.length > 0) return roots;
  } catch {
    // Said below in the same words: absent, unreadable or not certificates.
  }
  throw new SealUnavailable(
    `Les autorités de confiance ${path} (TRUSTED_ROOTS) ne sont pas lisibles en PEM.`,
  );
}

/** Days before the end of the certificate from which operators are told. */
export const sealNoticeDays = 30;

/** What an operator must know of the certificate now; null when all is well. */
export async function sealAlert(
  db: Db,
  at: Date,
): Promise<{ tone: 'warning' | 'danger'; message: string } | null> {
  try {
    const { identity } = await sealSigner(db, at);
    const days = Math.floor((identity.notAfter.getTime() - at.getTime()) / 86_400_000);
    if (days > sealNoticeDays) return null;
    return {
      tone: 'warning',
      message: `Le certificat de cachet «\u00a0${identity.shortSubject}\u00a0» prend fin dans ${counted(days, 'jour')}\u00a0: faites-le renouveler, puis changez SEAL_P12.`,
    };
  } catch (error) {
    if (error instanceof SealUnavailable) return { tone: 'danger', message: error.message };
    throw error;
  }
}

/**
 * Refuses to start in production without a certificate that can seal today, or with roots that cannot be read.
 * @throws Error whose message is a French sentence.
 */
export async function checkSealAtStart(db: Db, at: Date): Promise<void> {
  if (config().mode !== 'production') return;
  try {
    await sealSigner(db, at);
    await trustedRoots();
  } catch (error) {
    if (error instanceof SealUnavailable) throw new Error(`Configuration refusée. ${error.message}`);
    throw error;
  }
}
