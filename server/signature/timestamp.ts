import { randomBytes } from 'node:crypto';
import type { TimestampAuthority } from '@libpdf/core';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import {
  type Certificate,
  certificatesOf,
  checkChain,
  checkSigner,
  contentOf,
  hex,
  parseSignedData,
  plain,
  servesTimestamps,
  shortName,
} from './cms';

/** A timestamp that was asked for and did not come, or does not prove what it should. */
export class TimestampRefused extends Error {}

/** What a verified token proves: these bytes existed at that time, says this authority. */
export type Timestamp = { at: Date; authority: string };

const sha256Oid = '2.16.840.1.101.3.4.2.1';
/** The largest answer read, in bytes: a token with its certificates is under 20 kB. */
const maxAnswer = 256 * 1024;

/**
 * Verifies an RFC 3161 token: it covers this digest, it is signed by a certificate made for timestamps that it
 * names itself, valid at its time, which leads to one of the roots. Revocation is not checked.
 * @param digest SHA-256 that the token must cover.
 * @param nonce the request's own, when the token is fresh; a stored token was checked when it came.
 * @throws TimestampRefused with a French sentence.
 */
export async function verifyToken(
  token: Uint8Array,
  digest: Uint8Array,
  roots: readonly Certificate[],
  nonce?: Uint8Array,
): Promise<Timestamp> {
  const signed = parseSignedData(token);
  if (signed?.encapContentInfo.eContentType !== '1.2.840.113549.1.9.16.1.4')
    throw new TimestampRefused('La réponse de l’autorité d’horodatage n’est pas un jeton.');
  const content = contentOf(signed);
  if (!content) throw new TimestampRefused('Le jeton d’horodatage est vide.');
  let info: pkijs.TSTInfo;
  try {
    info = pkijs.TSTInfo.fromBER(plain(content));
  } catch {
    throw new TimestampRefused('Le jeton d’horodatage n’est pas lisible.');
  }
  const imprint = info.messageImprint;
  if (
    imprint.hashAlgorithm.algorithmId !== sha256Oid ||
    hex(imprint.hashedMessage.valueBlock.valueHexView) !== hex(digest)
  )
    throw new TimestampRefused('Le jeton d’horodatage porte sur un autre document.');
  if (nonce && (!info.nonce || integerHex(info.nonce) !== integerHex(nonceInteger(nonce))))
    throw new TimestampRefused('Le jeton d’horodatage répond à une autre demande.');
  const check = await checkSigner(signed, content, { mustNameCertificate: true });
  if (!check.ok)
    throw new TimestampRefused(`Le jeton d’horodatage n’est pas valable\u00a0: ${check.reason}.`);
  const { certificate } = check.signer;
  if (!servesTimestamps(certificate))
    throw new TimestampRefused('Le certificat du jeton n’est pas fait pour horodater.');
  const chain = await checkChain(certificate, certificatesOf(signed), roots, info.genTime);
  if (!chain.ok) throw new TimestampRefused(`Le jeton d’horodatage n’est pas sûr\u00a0: ${chain.reason}.`);
  return { at: info.genTime, authority: shortName(certificate.subject) };
}

/** A positive INTEGER from random bytes. */
const nonceInteger = (nonce: Uint8Array) =>
  new asn1js.Integer({ valueHex: plain(Uint8Array.from([0x01, ...nonce])) });
const integerHex = (value: asn1js.Integer) => hex(value.valueBlock.valueHexView).replace(/^(00)+/, '');

/**
 * A timestamp authority over HTTP (RFC 3161), as the sealing library asks for one. Each answer is verified before
 * it is used; the last verified one is kept in `last`.
 * @param timeoutMs after which a silent authority is taken for absent.
 */
export class VerifiedTimestampAuthority implements TimestampAuthority {
  last: Timestamp | null = null;
  constructor(
    private readonly url: string,
    private readonly roots: readonly Certificate[],
    private readonly timeoutMs = 10_000,
  ) {}

  async timestamp(digest: Uint8Array, algorithm: string): Promise<Uint8Array> {
    if (algorithm !== 'SHA-256') throw new TimestampRefused('Seules des empreintes SHA-256 sont horodatées.');
    const nonce = randomBytes(15);
    const request = new pkijs.TimeStampReq({
      version: 1,
      messageImprint: new pkijs.MessageImprint({
        hashAlgorithm: new pkijs.AlgorithmIdentifier({
          algorithmId: sha256Oid,
          algorithmParams: new asn1js.Null(),
        }),
        hashedMessage: new asn1js.OctetString({ valueHex: plain(digest) }),
      }),
      nonce: nonceInteger(nonce),
      certReq: true,
    });
    const token = tokenOf(await this.ask(new Uint8Array(request.toSchema().toBER(false))));
    this.last = await verifyToken(token, digest, this.roots, nonce);
    return token;
  }

  private async ask(body: Uint8Array): Promise<Uint8Array> {
    let response: Response;
    try {
      const signal = AbortSignal.timeout(this.timeoutMs);
      response = await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: plain(body),
        redirect: 'error',
        signal,
      });
      if (!response.ok)
        throw new TimestampRefused(`L’autorité d’horodatage répond par une erreur (${response.status}).`);
      return await readAtMost(response, maxAnswer);
    } catch (error) {
      if (error instanceof TimestampRefused) throw error;
      const slow = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
      throw new TimestampRefused(
        slow ? 'L’autorité d’horodatage ne répond pas à temps.' : 'L’autorité d’horodatage ne répond pas.',
      );
    }
  }
}

async function readAtMost(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > limit) throw new TimestampRefused('La réponse de l’autorité d’horodatage est trop longue.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tokenOf(answer: Uint8Array): Uint8Array {
  let response: pkijs.TimeStampResp;
  try {
    response = pkijs.TimeStampResp.fromBER(plain(answer));
  } catch {
    throw new TimestampRefused('La réponse de l’autorité d’horodatage n’est pas lisible.');
  }
  const { status } = response.status;
  // 0 granted, 1 granted with modifications.
  if (status > 1 || !response.timeStampToken)
    throw new TimestampRefused('L’autorité d’horodatage refuse la demande.');
  return new Uint8Array(response.timeStampToken.toSchema().toBER(false));
}
