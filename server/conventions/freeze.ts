import type { Prisma } from '@/prisma/generated/client';
import type { Act, JournalFacts } from '../audit/journal';
import { civilDate } from '../clock';
import { config } from '../config';
import type { Db, Tx } from '../db';
import type { ConventionContent } from '../documents/content';
import { contentSha256 } from '../documents/hash';
import { conflict } from '../errors';
import { annexA2Of } from '../raci/content';
import { freezeVersion } from '../raci/versions/freeze';
import type { Circuit } from '../signature/circuit';
import { type ComposeInput, composeContent } from './compose';
import type { LoadedConvention } from './load';
import { boardActOf, deliberationOf, draftOf } from './loaded';
import { partiesOf } from './parties';

/** Address printed on the document, where anyone checks it. */
export const verificationUrl = (number: string) => `${config().appUrl}/verification/${number}`;

/** All that the text is made from as it stands: what an acceptance keeps beside the text itself. */
export async function composeInputOf(
  db: Db | Tx,
  loaded: LoadedConvention,
  at: Date,
  { draft }: { draft: boolean },
): Promise<ComposeInput> {
  return {
    ...draftOf(loaded),
    draft,
    composedOn: civilDate(at),
    verificationUrl: draft ? null : verificationUrl(loaded.number),
    parties: await partiesOf(db, loaded, at),
    ...(await annexOf(db, loaded)),
  };
}

/** The matrix that the text annexes; an avenant, or a contract beside its convention, has none. */
export const annexOf = async (
  db: Db | Tx,
  loaded: LoadedConvention,
): Promise<Pick<ComposeInput, 'raci' | 'raciVersion'>> =>
  loaded.kind !== 'convention' ? { raci: null } : annexA2Of(db, loaded.projectId, loaded.degree);

/**
 * The act that fixes the text fixes its annexe A2: a matrix that was opened and never frozen is frozen with it.
 * @throws AppError invalid while the matrix has errors.
 */
export async function freezeMatrixWith(
  tx: Tx,
  act: Act,
  loaded: LoadedConvention,
): Promise<JournalFacts | null> {
  if (loaded.kind !== 'convention') return null;
  const open = await tx.raciMatrix.findUnique({
    where: { projectId: loaded.projectId },
    select: { versions: { take: 1, select: { id: true } } },
  });
  if (!open || open.versions.length > 0) return null;
  const { journal } = await freezeVersion(tx, act, loaded.projectId, {
    note: `Figée avec le texte de la convention ${loaded.number}`,
  });
  return journal;
}

/** The whole text as it stands, for preview. */
export async function assemble(
  db: Db | Tx,
  loaded: LoadedConvention,
  at: Date,
  options: { draft: boolean },
): Promise<ConventionContent> {
  return composeContent(await composeInputOf(db, loaded, at, options)).content;
}

/**
 * The document to sign: the text that was accepted and nothing else. It is composed from what the acceptance kept,
 * so a template, a school, a matrix or a name that changed meanwhile does not enter it; only the délibération,
 * which comes after the acceptance by nature, is today's (DOMAIN §4).
 * @throws AppError conflict when the application no longer makes the same text from the same facts.
 */
export async function assembleAccepted(
  db: Db | Tx,
  loaded: LoadedConvention,
  at: Date,
): Promise<ConventionContent> {
  const accepted = loaded.texts[0];
  const kept = accepted
    ? await db.conventionText.findUnique({ where: { id: accepted.id }, select: { basis: true, stage: true } })
    : null;
  if (!accepted || kept?.stage !== 'accepted' || !kept.basis)
    throw conflict('Le texte accepté manque\u00a0: rouvrez-le et faites-le accepter à nouveau.');
  const basis = kept.basis as unknown as ComposeInput;
  if (contentSha256(composeContent(basis).content) !== accepted.contentSha256)
    throw conflict(
      'L’application ne compose plus ce texte comme au jour de son acceptation\u00a0: rouvrez-le et faites-le accepter à nouveau.',
    );
  return composeContent({
    ...basis,
    version: accepted.number + 1,
    composedOn: civilDate(at),
    deliberation: deliberationOf(loaded),
    // So does the act of the conseil d’administration.
    parties: basis.parties.map((party) =>
      party.side === 'school' && loaded.establishment
        ? { ...party, boardAct: boardActOf(loaded.establishment) }
        : party,
    ),
  }).content;
}

/** Writes a frozen text: content and hash, with its PDF once it goes to signature. Written once (database rule). */
export async function freezeText(
  tx: Tx,
  loaded: LoadedConvention,
  content: ConventionContent,
  facts: {
    stage: 'accepted' | 'ready_to_sign';
    at: Date;
    by: string;
    pdf?: { id: string; pages: number };
    basis?: ComposeInput;
    circuit?: Circuit;
  },
) {
  return tx.conventionText.create({
    data: {
      conventionId: loaded.id,
      number: content.version,
      stage: facts.stage,
      content: content as unknown as Prisma.InputJsonValue,
      contentSha256: contentSha256(content),
      ...(facts.basis ? { basis: facts.basis as unknown as Prisma.InputJsonValue } : {}),
      ...(facts.circuit ? { circuit: facts.circuit as unknown as Prisma.InputJsonValue } : {}),
      pdfId: facts.pdf?.id ?? null,
      pages: facts.pdf?.pages ?? null,
      createdAt: facts.at,
      createdBy: facts.by,
    },
    select: { id: true, number: true, contentSha256: true },
  });
}
