import { change, type PersonAct } from '@/server/audit/journal';
import { civilDate } from '@/server/clock';
import { decideOrRefuse } from '@/server/conventions/commands/transition';
import {
  type LoadedConvention,
  loadConvention,
  lockConvention,
  refuseStale,
} from '@/server/conventions/load';
import { frozenText } from '@/server/conventions/loaded';
import { factsOf } from '@/server/conventions/loaded-facts';
import { notify } from '@/server/conventions/notify';
import { AppError, conflict, invalid } from '@/server/errors';
import { storeFile } from '@/server/files/commands';
import { openPdf } from '@/server/files/inspect-pdf';
import { trustedRoots } from '../certificate';
import { nextMembers } from '../circuit';
import { delegationLine } from '../hats';
import { readSignedPdf } from '../read-signatures';
import { type GivenSignature, recordSignatures } from '../record';
import type { ReadSignature, SignatureReport } from '../report';
import type { ConfirmDeposit, ScanDeclaration } from '../schema';

const openToSignature = (loaded: LoadedConvention) => {
  const text = frozenText(loaded);
  if (!text?.pdfId || !['ready_to_sign', 'partially_signed'].includes(loaded.status))
    throw conflict(
      'Cette convention n’est pas ouverte à la signature\u00a0: aucun document signé ne peut y être déposé.',
      {
        status: loaded.status,
      },
    );
  return { ...text, pdfId: text.pdfId };
};

const refused = (message: string) => new AppError('invalid', message, { fields: { file: message } });

/** The file as it can be examined now; refuses what cannot be a signed copy of the frozen document. */
async function examine(
  act: PersonAct,
  input: { mode: 'external' | 'scan'; bytes: Uint8Array },
  pdfId: string,
): Promise<SignatureReport | null> {
  if (input.mode === 'scan') {
    const opened = await openPdf(input.bytes);
    if ('refusal' in opened) throw refused(opened.refusal.message);
    return null;
  }
  const frozen = await act.db.storedFile.findUniqueOrThrow({ where: { id: pdfId }, select: { bytes: true } });
  const read = await readSignedPdf(input.bytes, frozen.bytes, await trustedRoots());
  if ('refusal' in read) throw refused(read.refusal.message);
  const { report } = read;
  if (!report.beginsWithFrozen)
    throw refused(
      'Ce fichier ne commence pas par le document figé à l’octet près\u00a0: faites signer le PDF téléchargé ici, sans le réimprimer ni l’enregistrer autrement.',
    );
  if (!report.pagesUnchanged)
    throw refused(
      'Ce fichier commence par le document figé mais remplace ce que montrent ses pages\u00a0: il est refusé.',
    );
  if (report.signatures.length === 0)
    throw refused(
      'Aucune signature électronique n’a été trouvée dans ce fichier. S’il porte une signature manuscrite, déposez-le comme numérisation.',
    );
  return report;
}

/**
 * Takes a file signed outside the application. It counts for nothing until someone with the right says for whom
 * (electronic), or a second person confirms it (handwritten).
 */
export async function receiveDeposit(
  act: PersonAct,
  input: { id: string; fileName: string; bytes: Uint8Array } & (
    | { mode: 'external' }
    | { mode: 'scan'; declared: ScanDeclaration }
  ),
): Promise<{ id: string; report: SignatureReport | null }> {
  const seen = openToSignature(await loadConvention(act.db, input.id));
  const report = await examine(act, input, seen.pdfId);
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const text = openToSignature(loaded);
    if (text.id !== seen.id)
      throw conflict('Le document a changé pendant le dépôt\u00a0: faites signer le nouveau.');
    if (input.mode === 'scan') refuseDeclaration(loaded, input.declared, act.now);
    const file = await storeFile(tx, {
      academyCode: loaded.academyCode,
      name: input.fileName,
      mime: 'application/pdf',
      bytes: input.bytes,
      createdById: act.actor.userId,
      at: act.now,
    });
    const row = await tx.signedDeposit.create({
      data: {
        conventionId: loaded.id,
        textId: text.id,
        mode: input.mode,
        fileId: file.id,
        ...(report ? { report } : {}),
        ...(input.mode === 'scan' ? { declared: input.declared } : {}),
        depositedAt: act.now,
        depositedById: act.actor.userId,
        depositedBy: act.actor.userName,
      },
    });
    await notify(tx, loaded, ['academy_admin', 'academy_editor'], act.now, {
      subject: `Document signé à examiner\u00a0: convention ${loaded.number}`,
      paragraphs: [
        `${act.actor.userName} a déposé ${input.mode === 'scan' ? 'la numérisation d’une signature manuscrite' : 'un document signé dans un autre outil'} pour «\u00a0${loaded.title}\u00a0».`,
        input.mode === 'scan'
          ? 'Une seconde personne doit la confirmer avant qu’elle compte.'
          : 'Il reste à dire pour quels membres du circuit ses signatures comptent.',
      ],
      action: { label: 'Examiner le document', path: `/conventions/${loaded.id}?onglet=signatures` },
    });
    return {
      result: { id: row.id, report },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.deposit_received',
        objectType: 'Convention',
        objectId: loaded.id,
        after: {
          depositId: row.id,
          mode: input.mode,
          file: input.fileName,
          sha256: file.sha256,
          textVersion: text.version,
        },
      },
    };
  });
}

function refuseDeclaration(loaded: LoadedConvention, declared: ScanDeclaration, at: Date): void {
  const open = nextMembers(factsOf(loaded, at).circuit);
  if (!open.some((one) => one.key === declared.memberKey && one.kind === 'signer'))
    throw invalid({ memberKey: 'Ce n’est pas à ce membre du circuit de signer maintenant.' });
  if (declared.signedOn > civilDate(at))
    throw invalid({ signedOn: 'Le jour de la signature est dans l’avenir.' });
  const frozenOn = civilDate(loaded.texts[0]?.createdAt ?? at);
  if (declared.signedOn < frozenOn)
    throw invalid({ signedOn: 'Le document n’était pas encore ouvert à la signature ce jour-là.' });
}

/** Says for whom the signatures of a deposited file count; for a scan, confirms what the depositor declared. */
export async function confirmDeposit(act: PersonAct, input: ConfirmDeposit & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    await refuseStale(tx, loaded, input.version);
    const deposit = loaded.deposits.find(({ id }) => id === input.depositId);
    if (!deposit) throw new AppError('not_found', 'Ce document déposé n’existe pas.');
    if (deposit.state !== 'pending') throw conflict('Ce document a déjà été examiné.');
    const text = openToSignature(loaded);
    if (deposit.textId !== text.id) throw conflict('Ce document porte sur une version remplacée.');
    const scan = deposit.mode === 'scan' ? (deposit.declared as ScanDeclaration) : null;
    if (scan && deposit.depositedById === act.actor.userId)
      throw new AppError(
        'forbidden',
        'Une numérisation est confirmée par une seconde personne\u00a0: vous l’avez déposée, demandez à quelqu’un d’autre de la vérifier.',
      );
    const memberKeys = scan ? [scan.memberKey] : input.signatures.map(({ memberKey }) => memberKey);
    const decision = decideOrRefuse(loaded, act, 'confirm_deposit', { memberKeys });
    const members = factsOf(loaded, act.now).circuit.members;
    const memberOf = (key: string) => {
      const found = members.find((one) => one.key === key);
      if (!found) throw invalid({ signatures: 'Ce membre du circuit n’existe pas.' });
      return found;
    };
    const common = { userId: null, membershipId: null, depositId: deposit.id, ip: null, userAgent: null };
    const given: GivenSignature[] = scan
      ? [
          {
            ...common,
            member: memberOf(scan.memberKey),
            name: scan.name,
            quality: scan.quality,
            delegation: scan.delegation ? delegationLine(scan.delegation) : null,
            mode: 'scan',
            consent: `Signature manuscrite déclarée par ${deposit.depositedBy}, confirmée par ${act.actor.userName}.`,
            // The day is all that is known of a handwritten signature: noon, so that it is the same day everywhere.
            signedAt: new Date(`${scan.signedOn}T12:00:00.000Z`),
          },
        ]
      : fromReport(loaded, deposit, input.signatures, (one, read) => ({
          ...common,
          member: memberOf(one.memberKey),
          name: read.signer,
          quality: one.quality,
          delegation: one.delegation ? delegationLine(one.delegation) : null,
          mode: 'external',
          consent: `Signature électronique lue dans le fichier déposé\u00a0; intégrité vérifiée\u00a0; ${read.chain.ok ? `certificat rattaché à «\u00a0${read.chain.root}\u00a0»` : `identité non vérifiée (${read.chain.reason})`}\u00a0; révocation non vérifiée. Attribuée par ${act.actor.userName}.`,
          signedAt: new Date(read.provenAt ?? read.claimedAt ?? deposit.depositedAt),
        }));
    const { version, ids, journal } = await recordSignatures(tx, act, loaded, decision, given);
    await tx.signedDeposit.update({
      where: { id: deposit.id },
      data: {
        state: 'confirmed',
        decidedAt: act.now,
        decidedById: act.actor.userId,
        decidedBy: act.actor.userName,
        ...(scan ? {} : { declared: input.signatures }),
      },
    });
    return {
      result: { status: decision.to, version, signatureIds: ids },
      journal: {
        ...journal,
        after: { ...(journal.after as object), depositId: deposit.id, file: deposit.file.name },
      },
    };
  });
}

type Assigned = ConfirmDeposit['signatures'][number];

function fromReport(
  loaded: LoadedConvention,
  deposit: LoadedConvention['deposits'][number],
  assigned: readonly Assigned[],
  make: (one: Assigned, read: ReadSignature) => GivenSignature,
): GivenSignature[] {
  const report = deposit.report as SignatureReport | null;
  const earlier = loaded.deposits
    .filter((one) => one.state === 'confirmed' && one.mode === 'external' && one.textId === deposit.textId)
    .flatMap((one) => one.declared as Assigned[]);
  const used = new Set(earlier.map(({ fingerprint }) => fingerprint));
  return assigned.map((one) => {
    const read = report?.signatures.find(({ fingerprint }) => fingerprint === one.fingerprint);
    if (!read) throw invalid({ signatures: 'Cette signature n’est pas dans le fichier.' });
    if (!read.integrity.ok)
      throw invalid({
        signatures: `La signature de «\u00a0${read.signer}\u00a0» ne peut pas compter\u00a0: ${read.integrity.reason}.`,
      });
    if (used.has(one.fingerprint))
      throw invalid({
        signatures: `La signature de «\u00a0${read.signer}\u00a0» compte déjà pour un membre du circuit.`,
      });
    used.add(one.fingerprint);
    return make(one, read);
  });
}

/** Sets a deposited file aside, with the reason that its depositor reads. */
export async function rejectDeposit(
  act: PersonAct,
  input: { id: string; depositId: string; reason: string },
) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const deposit = loaded.deposits.find(({ id }) => id === input.depositId);
    if (!deposit) throw new AppError('not_found', 'Ce document déposé n’existe pas.');
    const { count } = await tx.signedDeposit.updateMany({
      where: { id: deposit.id, state: 'pending' },
      data: {
        state: 'rejected',
        decidedAt: act.now,
        decidedById: act.actor.userId,
        decidedBy: act.actor.userName,
        reason: input.reason,
      },
    });
    if (count !== 1) throw conflict('Ce document a déjà été examiné.');
    return {
      result: { id: deposit.id },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.deposit_rejected',
        objectType: 'Convention',
        objectId: loaded.id,
        after: { depositId: deposit.id, file: deposit.file.name, reason: input.reason },
      },
    };
  });
}
