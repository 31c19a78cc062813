import type { Prisma } from '@/prisma/generated/client';
import { civilDate } from '../clock';
import { config } from '../config';
import type { Db, Tx } from '../db';
import type { ConventionContent } from '../documents/content';
import { contentSha256 } from '../documents/hash';
import { raciContentOf } from '../raci/content';
import { composeContent } from './compose';
import { draftOf, type LoadedConvention } from './load';
import { partiesOf } from './parties';

/** Address printed on the document, where anyone checks it. */
export const verificationUrl = (number: string) => `${config().appUrl}/verification/${number}`;

/** The whole text as it stands: a draft for preview, or the one about to be frozen. */
export async function assemble(
  db: Db | Tx,
  loaded: LoadedConvention,
  at: Date,
  { draft }: { draft: boolean },
): Promise<ConventionContent> {
  return composeContent({
    ...draftOf(loaded),
    draft,
    composedOn: civilDate(at),
    verificationUrl: draft ? null : verificationUrl(loaded.number),
    parties: await partiesOf(db, loaded, at),
    raci: await raciContentOf(db, loaded.projectId, loaded.degree),
  }).content;
}

/** Writes a frozen text: content and hash, with its PDF once it goes to signature. Written once (database rule). */
export async function freezeText(
  tx: Tx,
  loaded: LoadedConvention,
  content: ConventionContent,
  facts: { stage: 'accepted' | 'ready_to_sign'; at: Date; by: string; pdf?: { id: string; pages: number } },
) {
  return tx.conventionText.create({
    data: {
      conventionId: loaded.id,
      number: content.version,
      stage: facts.stage,
      content: content as unknown as Prisma.InputJsonValue,
      contentSha256: contentSha256(content),
      pdfId: facts.pdf?.id ?? null,
      pages: facts.pdf?.pages ?? null,
      createdAt: facts.at,
      createdBy: facts.by,
    },
    select: { id: true, number: true, contentSha256: true },
  });
}
