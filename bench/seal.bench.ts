import { createHash, createSign, KeyObject } from 'node:crypto';
import { PDF } from '@libpdf/core';
import { fixtureConvention } from '@/server/documents/fixtures';
import { closeDocumentWorkers, renderConventionPdf, renderStatementPdf } from '@/server/documents/render';
import { type AnnexFacts, annexContent } from '@/server/signature/annex';
import { sealPdf } from '@/server/signature/seal';
import { makeIdentity } from '@/server/testing/certificates';
import { type Bench, type BenchResult, median, timed } from './bench';

const RUNS = 9;
const WARM_UP = 3;

const facts: AnnexFacts = {
  number: '25-2026-0001',
  title: 'Convention ENT des écoles',
  version: 2,
  frozenSha256: 'a'.repeat(64),
  frozenBytes: 200_000,
  frozenPages: 20,
  demonstration: false,
  operatorName: 'Exploitant',
  verificationUrl: 'https://accordent.exemple.fr/verification/25-2026-0001',
  sealName: 'Exploitant',
  selfSigned: false,
  at: new Date('2026-11-22T09:00:00Z'),
  signatures: (['authority', 'state'] as const).map((side) => ({
    side,
    name: 'Maxime Dupré',
    quality: 'Maire',
    delegation: null,
    mode: 'code',
    signedAt: new Date('2026-11-22T09:00:00Z'),
    sha256: 'a'.repeat(64),
    file: null,
  })),
  approvals: [],
};

/**
 * The seal of a convention (annex and evidence joined behind the frozen bytes, PAdES B-B, RSA 2048) against two
 * things done to the same bytes in the same run: the library's own incremental save of the same annex and file
 * without any signature, and a bare RSA signature of their SHA-256. What is beyond the first is what signing costs.
 */
async function run(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  const { signer, key } = await makeIdentity('Cachet de mesure');
  const rsa = KeyObject.from(key);
  const evidence = {
    name: 'preuves-de-signature.json',
    mime: 'application/json',
    description: 'Signatures recueillies',
    bytes: new TextEncoder().encode(JSON.stringify(facts)),
  };
  try {
    const annex = (await renderStatementPdf(annexContent(facts))).bytes;
    for (const schools of [100, 772]) {
      const frozen = (await renderConventionPdf(fixtureConvention(schools))).bytes;
      const seal = () =>
        sealPdf(frozen, {
          annex,
          joined: [evidence],
          reason: 'Mesure',
          signer,
          authority: null,
          at: facts.at,
        });
      const save = async () => {
        const pdf = await PDF.load(new Uint8Array(frozen));
        const added = await PDF.load(new Uint8Array(annex));
        await pdf.copyPagesFrom(
          added,
          Array.from({ length: added.getPageCount() }, (_, index) => index),
        );
        pdf.addAttachment(evidence.name, evidence.bytes, { mimeType: evidence.mime });
        return pdf.save({ incremental: true });
      };
      const bare = async () => {
        const hash = createHash('sha256').update(frozen).digest();
        return createSign('RSA-SHA256').update(hash).sign(rsa);
      };
      const times: Record<'seal' | 'save' | 'bare', number[]> = { seal: [], save: [], bare: [] };
      for (let turn = 0; turn < WARM_UP + RUNS; turn += 1) {
        const measured = { seal: await timed(seal), save: await timed(save), bare: await timed(bare) };
        if (turn < WARM_UP) continue;
        for (const name of ['seal', 'save', 'bare'] as const) times[name].push(measured[name]);
      }
      const line = (against: string, baseline: number): BenchResult => ({
        label: `Seal, ${schools} schools, against ${against}`,
        baseline,
        measured: median(times.seal),
        ratio: median(times.seal) / baseline,
        note: `${Math.round(frozen.length / 1024)} kB, median of ${RUNS}`,
      });
      results.push(line('saving the same without a signature', median(times.save)));
      results.push(line('SHA-256 and RSA of the same bytes', median(times.bare)));
    }
  } finally {
    await closeDocumentWorkers();
  }
  return results;
}

export default { name: 'Seal', run } satisfies Bench;
