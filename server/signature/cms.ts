import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/**
 * Verification of CMS signatures (RFC 5652), as found in PDF files and RFC 3161 tokens. What is checked: digest,
 * signature, the signing certificate named by the signed attributes (RFC 5035), chain to given roots at a given
 * time. What is never checked: revocation; callers say so.
 */
export type Certificate = pkijs.Certificate;

const oid = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;

const hashNames: Record<string, string> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/** A copy in a plain ArrayBuffer, which the parsers and Web Crypto take. */
export const plain = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
export const hex = (bytes: ArrayBuffer | Uint8Array): string =>
  Buffer.from(bytes as Uint8Array).toString('hex');
const sameBytes = (a: ArrayBuffer | Uint8Array, b: ArrayBuffer | Uint8Array) =>
  Buffer.from(a as Uint8Array).equals(Buffer.from(b as Uint8Array));

/** The SignedData inside a ContentInfo; null when the bytes are not one. Padding after it is ignored. */
export function parseSignedData(der: Uint8Array): pkijs.SignedData | null {
  try {
    const parsed = asn1js.fromBER(plain(der));
    if (parsed.offset === -1) return null;
    const info = new pkijs.ContentInfo({ schema: parsed.result });
    if (info.contentType !== pkijs.ContentInfo.SIGNED_DATA) return null;
    return new pkijs.SignedData({ schema: info.content });
  } catch {
    return null;
  }
}

export const certificatesOf = (signed: pkijs.SignedData): Certificate[] =>
  (signed.certificates ?? []).filter((one): one is Certificate => one instanceof pkijs.Certificate);

/** The bytes that a SignedData carries itself, or null when they are elsewhere (detached). */
export function contentOf(signed: pkijs.SignedData): Uint8Array | null {
  const content = signed.encapContentInfo.eContent;
  return content ? new Uint8Array(content.getValue()) : null;
}

const nameParts: Record<string, string> = {
  '2.5.4.3': 'CN',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.6': 'C',
  '2.5.4.5': 'SERIALNUMBER',
};

/** « CN=…, O=…, C=… » */
export const nameOf = (name: pkijs.RelativeDistinguishedNames): string =>
  name.typesAndValues
    .map(({ type, value }) => `${nameParts[type] ?? type}=${String(value.valueBlock.value)}`)
    .join(', ');

/** The common name, or the whole name without one. */
export const shortName = (name: pkijs.RelativeDistinguishedNames): string => {
  const common = name.typesAndValues.find(({ type }) => type === '2.5.4.3');
  return common ? String(common.value.valueBlock.value) : nameOf(name);
};

export const certificateBytes = (certificate: Certificate): Uint8Array =>
  new Uint8Array(certificate.toSchema(true).toBER(false));

function signerCertificate(signed: pkijs.SignedData, info: pkijs.SignerInfo): Certificate | null {
  const { sid } = info;
  return (
    certificatesOf(signed).find((certificate) => {
      if (sid instanceof pkijs.IssuerAndSerialNumber)
        return certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber);
      const key = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.14')?.parsedValue as
        | asn1js.OctetString
        | undefined;
      const wanted = (sid as { valueBlock?: { valueHexView?: Uint8Array } }).valueBlock?.valueHexView;
      return Boolean(key && wanted && sameBytes(key.valueBlock.valueHexView, wanted));
    }) ?? null
  );
}

type Attribute = { type: string; values: { valueBlock?: unknown }[] };

const attribute = (info: pkijs.SignerInfo, type: string, signed = true): Attribute | undefined =>
  ((signed ? info.signedAttrs : info.unsignedAttrs)?.attributes as Attribute[] | undefined)?.find(
    (one) => one.type === type,
  );

/** RFC 5035: the signed attributes name the certificate; true also when they name none and none is asked. */
async function namesCertificate(info: pkijs.SignerInfo, certificate: Certificate, required: boolean) {
  const two = attribute(info, oid.signingCertificateV2)?.values[0] as asn1js.Sequence | undefined;
  const one = attribute(info, oid.signingCertificate)?.values[0] as asn1js.Sequence | undefined;
  const value = two ?? one;
  if (!value) return !required;
  const list = value.valueBlock.value[0] as asn1js.Sequence | undefined;
  const first = list?.valueBlock.value[0] as asn1js.Sequence | undefined;
  let algorithm = two ? 'SHA-256' : 'SHA-1';
  let hash: asn1js.OctetString | undefined;
  for (const part of first?.valueBlock.value ?? []) {
    if (part instanceof asn1js.OctetString) {
      hash = part;
      break;
    }
    if (part instanceof asn1js.Sequence && part.valueBlock.value[0] instanceof asn1js.ObjectIdentifier)
      algorithm = hashNames[part.valueBlock.value[0].valueBlock.toString()] ?? '';
  }
  if (!hash || !algorithm) return false;
  const digest = await crypto.subtle.digest(algorithm, plain(certificateBytes(certificate)));
  return sameBytes(digest, hash.valueBlock.valueHexView);
}

export type CheckedSigner = {
  info: pkijs.SignerInfo;
  certificate: Certificate;
  /** Time that the signatory's own clock gave: a claim, not a proof. */
  claimedAt: Date | null;
  hash: string;
};

export type SignerCheck = { ok: true; signer: CheckedSigner } | { ok: false; reason: string };

/**
 * Checks the one signature of a SignedData over a content.
 * @param content the exact bytes that were signed.
 * @param mustNameCertificate refuses a signature whose attributes do not name its certificate (tokens, PAdES).
 */
export async function checkSigner(
  signed: pkijs.SignedData,
  content: Uint8Array,
  { mustNameCertificate = false } = {},
): Promise<SignerCheck> {
  const no = (reason: string): SignerCheck => ({ ok: false, reason });
  const [info, ...others] = signed.signerInfos;
  if (!info || others.length > 0) return no('elle ne porte pas exactement une signature');
  const certificate = signerCertificate(signed, info);
  if (!certificate) return no('le certificat du signataire n’y figure pas');
  const hash = hashNames[info.digestAlgorithm.algorithmId];
  if (!hash) return no('son algorithme d’empreinte n’est pas connu de l’application');
  const digest = await crypto.subtle.digest(hash, plain(content));
  let toVerify = plain(content);
  if (info.signedAttrs) {
    const kept = attribute(info, oid.messageDigest)?.values[0] as asn1js.OctetString | undefined;
    if (!kept || !sameBytes(kept.valueBlock.valueHexView, digest))
      return no('l’empreinte signée n’est pas celle du document');
    const type = attribute(info, oid.contentType)?.values[0] as asn1js.ObjectIdentifier | undefined;
    if (type?.valueBlock.toString() !== signed.encapContentInfo.eContentType)
      return no('la nature du contenu signé n’est pas celle annoncée');
    toVerify = info.signedAttrs.encodedValue;
  }
  try {
    const valid = await pkijs
      .getCrypto(true)
      .verifyWithPublicKey(
        toVerify,
        info.signature,
        certificate.subjectPublicKeyInfo,
        info.signatureAlgorithm,
        hash,
      );
    if (!valid) return no('la signature ne correspond pas au document et au certificat');
  } catch {
    return no('son algorithme de signature n’est pas connu de l’application');
  }
  if (!(await namesCertificate(info, certificate, mustNameCertificate)))
    return no('les attributs signés désignent un autre certificat');
  const time = attribute(info, oid.signingTime)?.values[0];
  const claimedAt =
    time instanceof asn1js.UTCTime || time instanceof asn1js.GeneralizedTime ? time.toDate() : null;
  return { ok: true, signer: { info, certificate, claimedAt, hash } };
}

/** The RFC 3161 token that a signature carries, and the signature value that it must cover. */
export function embeddedToken(info: pkijs.SignerInfo): { token: Uint8Array; covers: Uint8Array } | null {
  const value = attribute(info, oid.timeStampToken, false)?.values[0] as asn1js.BaseBlock | undefined;
  return value
    ? {
        token: new Uint8Array(value.toBER(false)),
        covers: new Uint8Array(info.signature.valueBlock.valueHexView),
      }
    : null;
}

export type ChainCheck =
  /** `no_roots`: nothing is configured to compare with. */
  { ok: true; root: string } | { ok: false; code: 'no_roots' | 'untrusted' | 'expired'; reason: string };

const covers = (certificate: Certificate, at: Date) =>
  certificate.notBefore.value <= at && at <= certificate.notAfter.value;

/** Does a certificate lead to one of these roots, every link valid at that time? Revocation is not checked. */
export async function checkChain(
  certificate: Certificate,
  others: readonly Certificate[],
  roots: readonly Certificate[],
  at: Date,
): Promise<ChainCheck> {
  if (!covers(certificate, at))
    return { ok: false, code: 'expired', reason: 'le certificat n’était pas valable à cette date' };
  if (roots.length === 0)
    return { ok: false, code: 'no_roots', reason: 'aucune autorité de confiance n’est configurée ici' };
  const engine = new pkijs.CertificateChainValidationEngine({
    trustedCerts: [...roots],
    // The certificate under proof is the last of the list (pkijs).
    certs: [...others.filter((one) => one !== certificate), certificate],
    checkDate: at,
  });
  const result = await engine.verify().catch(() => ({ result: false, certificatePath: [] as Certificate[] }));
  const root = result.certificatePath?.at(-1);
  return result.result && root
    ? { ok: true, root: shortName(root.subject) }
    : {
        ok: false,
        code: 'untrusted',
        reason: 'le certificat ne mène à aucune des autorités de confiance configurées',
      };
}

/** RFC 3161, 2.3: the certificate serves timestamps, only that, and says so as critical. */
export function servesTimestamps(certificate: Certificate): boolean {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === oid.extendedKeyUsage);
  const purposes = (usage?.parsedValue as pkijs.ExtKeyUsage | undefined)?.keyPurposes ?? [];
  return Boolean(usage?.critical) && purposes.length === 1 && purposes[0] === oid.timeStamping;
}

/** Certificates of a PEM text. */
export function certificatesOfPem(pem: string): Certificate[] {
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)].map(
    ([, body]) => pkijs.Certificate.fromBER(plain(Buffer.from((body ?? '').replace(/\s/g, ''), 'base64'))),
  );
}
