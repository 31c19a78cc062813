import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { certificateBytes, plain } from '../signature/cms';
import { makeIdentity, type TestIdentity } from './certificates';

/** How the authority behaves at the next request. */
export type TsaMood =
  | 'good'
  | 'silent'
  | 'wrong-nonce'
  | 'wrong-imprint'
  | 'garbage'
  | 'error'
  | 'refusal'
  | 'not-for-timestamps'
  | 'forged'
  | 'endless';

export type TestTsa = {
  url: string;
  root: TestIdentity;
  mood: TsaMood;
  /** Time that it attests. */
  at: Date;
  requests: number;
  close(): Promise<void>;
};

/** A small real timestamp authority (RFC 3161) on the loopback, which can be made to fail in each known way. */
export async function startTsa(): Promise<TestTsa> {
  const root = await makeIdentity('Autorité d’essai');
  const own = await makeIdentity('Horodatage d’essai', { issuer: root, timestamping: true });
  const plainOwn = await makeIdentity('Certificat ordinaire', { issuer: root });
  const stranger = await makeIdentity('Horodatage d’essai', { timestamping: true });
  const tsa: TestTsa = {
    url: '',
    root,
    mood: 'good',
    at: new Date('2026-11-22T09:00:05.000Z'),
    requests: 0,
    close: async () => undefined,
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', async () => {
      tsa.requests += 1;
      const answer = (status: number, body: Uint8Array) => {
        response.writeHead(status, { 'content-type': 'application/timestamp-reply' });
        response.end(body);
      };
      if (tsa.mood === 'silent') return;
      if (tsa.mood === 'error') return answer(500, Buffer.from('panne'));
      if (tsa.mood === 'garbage') return answer(200, Buffer.from('<html>bonjour</html>'));
      if (tsa.mood === 'endless') return answer(200, Buffer.alloc(2 * 1024 * 1024, 0x30));
      const asked = pkijs.TimeStampReq.fromBER(plain(Buffer.concat(parts)));
      const identity = tsa.mood === 'not-for-timestamps' ? plainOwn : tsa.mood === 'forged' ? stranger : own;
      answer(200, await reply(asked, identity, tsa));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  tsa.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  tsa.close = () =>
    new Promise<void>((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
  return tsa;
}

async function reply(asked: pkijs.TimeStampReq, identity: TestIdentity, tsa: TestTsa): Promise<Uint8Array> {
  if (tsa.mood === 'refusal') {
    const refused = new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: 2 }) });
    return new Uint8Array(refused.toSchema().toBER(false));
  }
  const imprint =
    tsa.mood === 'wrong-imprint'
      ? new pkijs.MessageImprint({
          hashAlgorithm: asked.messageImprint.hashAlgorithm,
          hashedMessage: new asn1js.OctetString({ valueHex: new Uint8Array(32).buffer }),
        })
      : asked.messageImprint;
  const nonce = tsa.mood === 'wrong-nonce' ? new asn1js.Integer({ value: 42 }) : asked.nonce;
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: '1.2.3.4.1',
    messageImprint: imprint,
    serialNumber: new asn1js.Integer({ value: tsa.requests }),
    genTime: tsa.at,
    ...(nonce ? { nonce } : {}),
  });
  const content = info.toSchema().toBER(false);
  const certificateHash = await crypto.subtle.digest(
    'SHA-256',
    plain(certificateBytes(identity.certificate)),
  );
  const digest = await crypto.subtle.digest('SHA-256', content);
  const attribute = (type: string, value: asn1js.BaseBlock) => new pkijs.Attribute({ type, values: [value] });
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({
      eContentType: '1.2.840.113549.1.9.16.1.4',
      eContent: new asn1js.OctetString({ valueHex: content }),
    }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({
          issuer: identity.certificate.issuer,
          serialNumber: identity.certificate.serialNumber,
        }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(
              '1.2.840.113549.1.9.3',
              new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' }),
            ),
            attribute('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: digest })),
            attribute(
              '1.2.840.113549.1.9.16.2.47',
              new asn1js.Sequence({
                value: [
                  new asn1js.Sequence({
                    value: [
                      new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: certificateHash })] }),
                    ],
                  }),
                ],
              }),
            ),
          ],
        }),
      }),
    ],
    certificates: [identity.certificate],
  });
  await signed.sign(identity.key, 0, 'SHA-256');
  const token = new pkijs.ContentInfo({
    contentType: pkijs.ContentInfo.SIGNED_DATA,
    content: signed.toSchema(true),
  });
  const answer = new pkijs.TimeStampResp({
    status: new pkijs.PKIStatusInfo({ status: 0 }),
    timeStampToken: token,
  });
  return new Uint8Array(answer.toSchema().toBER(false));
}
