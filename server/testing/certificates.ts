import { CryptoKeySigner } from '@libpdf/core';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { certificateBytes, plain } from '../signature/cms';

/** Certificates made for the tests: an authority and what it issues. Keys live only as long as the test. */
export type TestIssuer = { certificate: pkijs.Certificate; key: CryptoKey };
export type TestIdentity = TestIssuer & { signer: CryptoKeySigner };

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
let serial = 1;

function nameInto(name: pkijs.RelativeDistinguishedNames, common: string) {
  name.typesAndValues.push(
    new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: common }) }),
  );
}

type Options = {
  issuer?: TestIssuer;
  /** Critical, for timestamps only (RFC 3161). */
  timestamping?: boolean;
  from?: Date;
  until?: Date;
};

/** A certificate with its key; without an issuer it is its own authority. */
export async function makeIdentity(common: string, options: Options = {}): Promise<TestIdentity> {
  const keys = await crypto.subtle.generateKey(
    { ...rsa, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  serial += 1;
  certificate.serialNumber = new asn1js.Integer({ value: serial });
  nameInto(certificate.subject, common);
  if (options.issuer) certificate.issuer = options.issuer.certificate.subject;
  else nameInto(certificate.issuer, common);
  certificate.notBefore.value = options.from ?? new Date('2020-01-01T00:00:00Z');
  certificate.notAfter.value = options.until ?? new Date('2040-01-01T00:00:00Z');
  const extension = (extnID: string, critical: boolean, value: { toSchema(): asn1js.BaseBlock }) =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toSchema().toBER(false) });
  certificate.extensions = [
    extension('2.5.29.19', true, new pkijs.BasicConstraints({ cA: !options.issuer })),
    ...(options.timestamping
      ? [extension('2.5.29.37', true, new pkijs.ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] }))]
      : []),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(options.issuer?.key ?? keys.privateKey, 'SHA-256');
  return {
    certificate,
    key: keys.privateKey,
    signer: new CryptoKeySigner(
      keys.privateKey,
      certificateBytes(certificate),
      'RSA',
      'RSASSA-PKCS1-v1_5',
      options.issuer ? [certificateBytes(options.issuer.certificate)] : [],
    ),
  };
}

/** A .p12 file, as SEAL_P12 names one: the key and its certificate, kept whole by the password. */
export async function p12Of({ key, certificate }: TestIssuer, password: string): Promise<Buffer> {
  const privateKey = pkijs.PrivateKeyInfo.fromBER(await crypto.subtle.exportKey('pkcs8', key));
  const safe = new pkijs.AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        {
          privacyMode: 0,
          value: new pkijs.SafeContents({
            safeBags: [
              new pkijs.SafeBag({ bagId: '1.2.840.113549.1.12.10.1.1', bagValue: privateKey }),
              new pkijs.SafeBag({
                bagId: '1.2.840.113549.1.12.10.1.3',
                bagValue: new pkijs.CertBag({ parsedValue: certificate }),
              }),
            ],
          }),
        },
      ],
    },
  });
  await safe.makeInternalValues({ safeContents: [{}] });
  const file = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } });
  await file.makeInternalValues({
    password: plain(new TextEncoder().encode(password)),
    iterations: 2_048,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  });
  return Buffer.from(file.toSchema().toBER(false));
}

/** PEM text of certificates, as TRUSTED_ROOTS takes it. */
export const pemOf = (...certificates: pkijs.Certificate[]): string =>
  certificates
    .map((one) => {
      const body = Buffer.from(certificateBytes(one))
        .toString('base64')
        .replace(/(.{64})/g, '$1\n');
      return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
    })
    .join('');

export { plain };
