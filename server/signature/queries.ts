import { config } from '../config';
import { type LoadedConvention, loadConvention } from '../conventions/load';
import { frozenText } from '../conventions/loaded';
import { factsOf } from '../conventions/loaded-facts';
import { renderStatementPdf } from '../documents/render';
import { AppError, notFound } from '../errors';
import { refuseEliminated } from '../files/eliminated';
import type { Context } from '../trpc/context';
import { type CircuitMember, circuitParties, circuitRoles, nextMembers } from './circuit';
import { composable, eligiblePerson } from './commands/circuit';
import { evidenceContent } from './evidence';
import { sealSentence } from './modes';
import { reportLines, type SignatureReport, signatureLines } from './report';
import type { ScanDeclaration } from './schema';
import { chosenCircuit } from './state';

const memberView = (loaded: LoadedConvention, now: Date) => {
  const { circuit } = factsOf(loaded, now);
  const next = nextMembers(circuit).map(({ key }) => key);
  const open = ['ready_to_sign', 'partially_signed'].includes(loaded.status);
  return (member: CircuitMember) => {
    const done = circuit.done.some(({ key }) => key === member.key);
    return {
      ...member,
      state: done
        ? ('done' as const)
        : open && next.includes(member.key)
          ? ('next' as const)
          : ('todo' as const),
    };
  };
};

/** The circuit, the files signed outside and the seal, as the tab of signatures shows them. */
export async function signatureView(ctx: Context, id: string) {
  const loaded = await loadConvention(ctx.db, id);
  const facts = factsOf(loaded, ctx.now);
  const editable = composable.includes(loaded.status);
  const members = editable ? chosenCircuit(loaded) : facts.circuit.members;
  const text = frozenText(loaded);
  const conducts = ctx.ability.can('conduct', 'Convention');
  return {
    version: loaded.version,
    status: loaded.status,
    members: members.map(memberView(loaded, ctx.now)),
    isDefault: loaded.circuit === null,
    findings: facts.circuitFindings,
    mayCompose: conducts && editable,
    mayDeposit:
      ctx.ability.can('deposit', 'Convention') &&
      ['ready_to_sign', 'partially_signed'].includes(loaded.status),
    mayExamine: conducts,
    parties: circuitParties(loaded),
    approvals: loaded.approvals.map(
      ({ id: approvalId, name, quality, accepted, reason, givenAt, revokedAt, memberKey }) => ({
        id: approvalId,
        name,
        quality,
        accepted,
        reason,
        memberKey,
        givenAt: givenAt.toISOString(),
        stands: !revokedAt,
      }),
    ),
    deposits: loaded.deposits.map((one) => {
      const report = one.report as SignatureReport | null;
      return {
        id: one.id,
        mode: one.mode,
        state: one.state,
        current: one.textId === text?.id,
        file: one.file,
        depositedAt: one.depositedAt.toISOString(),
        depositedBy: one.depositedBy,
        byMe: one.depositedById === ctx.userId,
        decidedBy: one.decidedBy,
        reason: one.reason,
        lines: report ? reportLines(report) : [],
        signatures: (report?.signatures ?? []).map((read) => ({
          fingerprint: read.fingerprint,
          signer: read.signer,
          intact: read.integrity.ok,
          at: read.provenAt ?? read.claimedAt,
          lines: signatureLines(read),
        })),
        declared: one.mode === 'scan' ? (one.declared as ScanDeclaration | null) : null,
      };
    }),
    seal: loaded.seal && {
      sha256: loaded.seal.sha256,
      level: loaded.seal.level,
      subject: loaded.seal.subject,
      issuer: loaded.seal.issuer,
      selfSigned: loaded.seal.selfSigned,
      certificateUntil: loaded.seal.certificateUntil.toISOString(),
      sealedAt: loaded.seal.sealedAt.toISOString(),
      timestampAt: loaded.seal.timestampAt?.toISOString() ?? null,
      timestampAuthority: loaded.seal.timestampAuthority,
      sentence: sealSentence(loaded.seal),
    },
    sealWait: loaded.sealWait && {
      reason: loaded.sealWait.reason,
      attempts: loaded.sealWait.attempts,
      nextTryAt: loaded.sealWait.nextTryAt.toISOString(),
    },
  };
}

export type SignatureView = Awaited<ReturnType<typeof signatureView>>;

/** Who may stand in this convention's circuit today, by side, as signer or as approver. */
export async function circuitCandidates(ctx: Context, id: string) {
  const loaded = await loadConvention(ctx.db, id);
  const hats = await ctx.db.membership.findMany({
    where: {
      role: { in: [...circuitRoles] },
      OR: [
        { organisation: { academyCode: loaded.academyCode } },
        { organisation: { authorityId: loaded.authorityId } },
        ...(loaded.amendment?.incomingAuthorityId
          ? [{ organisation: { authorityId: loaded.amendment.incomingAuthorityId } }]
          : []),
        { organisation: { mandates: { some: { authorityId: loaded.authorityId } } } },
        ...(loaded.product ? [{ organisation: { vendorId: loaded.product.vendorId } }] : []),
      ],
    },
    take: 300,
    orderBy: { createdAt: 'asc' },
    include: { organisation: { select: { name: true, kind: true } } },
  });
  const found = [];
  for (const hat of hats) {
    const side =
      hat.organisation.kind === 'school' || hat.organisation.kind === 'vendor'
        ? hat.organisation.kind
        : hat.organisation.kind === 'authority' || hat.organisation.kind === 'mutualising_body'
          ? ('authority' as const)
          : ('state' as const);
    const approver = await eligiblePerson(ctx.db, loaded, hat.id, { kind: 'approver', side }, ctx.now);
    if (!approver) continue;
    const signer = await eligiblePerson(ctx.db, loaded, hat.id, { kind: 'signer', side }, ctx.now);
    found.push({ ...approver, side, organisation: hat.organisation.name, signs: signer !== null });
  }
  return found;
}

export type CircuitCandidate = Awaited<ReturnType<typeof circuitCandidates>>[number];

/** A file signed outside, as it was deposited. */
export async function depositFile(ctx: Context, id: string, depositId: string) {
  const found = await ctx.db.signedDeposit.findFirst({
    where: { id: depositId, conventionId: id },
    include: { file: true },
  });
  if (!found) throw notFound('Ce document déposé');
  refuseEliminated(found.file);
  return found.file;
}

/** The evidence file: who, what, when, how, with hashes; made from the facts at each call. */
export async function evidencePdf(ctx: Context, id: string) {
  const loaded = await loadConvention(ctx.db, id);
  if (!frozenText(loaded)?.pdfId)
    throw new AppError(
      'conflict',
      'Le dossier de preuves existe une fois le document ouvert à la signature.',
    );
  const rows = await ctx.db.journalEntry.findMany({
    where: { objectType: 'Convention', objectId: id },
    orderBy: { seq: 'asc' },
    select: {
      chain: true,
      seq: true,
      at: true,
      actorName: true,
      hat: true,
      action: true,
      objectType: true,
      before: true,
      after: true,
      hash: true,
    },
  });
  const content = evidenceContent(loaded, rows, { at: ctx.now, operatorName: config().operatorName });
  const rendered = await renderStatementPdf(content);
  return { bytes: rendered.bytes, sha256: rendered.sha256, name: `preuves-convention-${loaded.number}.pdf` };
}
