import { type Actor, hatLabel, type SystemActor } from '@/server/access/actor';
import { applyAmendment } from '@/server/amendments/apply';
import { type Act, change, type JournalFacts } from '@/server/audit/journal';
import { addDays } from '@/server/calendar';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import type { ConventionContent } from '@/server/documents/content';
import { type RenderedPdf, renderConventionPdf } from '@/server/documents/render';
import { AppError, conflict, forbidden } from '@/server/errors';
import { storeFile } from '@/server/files/commands';
import { turnOf } from '@/server/signature/circuit';
import { standingHat } from '@/server/signature/hats';
import { inviteNext } from '@/server/signature/invite';
import { chosenCircuit } from '@/server/signature/state';
import { composeContent } from '../compose';
import { sideOf, type TransitionActor, type TransitionPayload } from '../facts';
import { assembleAccepted, composeInputOf, freezeMatrixWith, freezeText } from '../freeze';
import { announce } from '../letters';
import { type bump, type LoadedConvention, loadConvention, lockConvention, refuseStale } from '../load';
import { frozenText } from '../loaded';
import { factsOf } from '../loaded-facts';
import { requestOpinions } from '../review/commands/request';
import type { Occasion } from '../review/labels';
import { keepSnapshot } from '../review/snapshot';
import type { TransitionCommand } from '../schema';
import { type ConventionAction, type Decision, decide } from '../transitions';
import {
  carryAttachments,
  dropEndingPlan,
  followSolution,
  keepLife,
  openEndingPlan,
  recordNotice,
} from './ending';
import { moveTo } from './stages';

export { moveTo } from './stages';

type Accepted = Extract<Decision, { ok: true }>;

const roleOf = (actor: Actor | SystemActor): TransitionActor =>
  'system' in actor ? { role: 'system' } : { role: actor.role, membershipId: actor.membershipId };

/** Decides an act by the table, or refuses it with the table's own sentence. */
export function decideOrRefuse(
  loaded: LoadedConvention,
  act: Act,
  action: ConventionAction,
  payload: TransitionPayload,
): Accepted {
  const decision = decide(factsOf(loaded, act.now), roleOf(act.actor), action, payload);
  if (decision.ok) return decision;
  const details = { status: loaded.status, reason: decision.code, blockers: decision.blockers };
  if (decision.code === 'forbidden') throw forbidden(decision.message);
  if (decision.code === 'wrong_status') throw conflict(decision.message, details);
  throw new AppError('invalid', decision.message, { fields: decision.fields, details });
}

/**
 * Carries out one act of the transition table, on the version that the person saw: compare and set, with its
 * effects, its journal row and its mail in one transaction. The final document is rendered before, off the
 * event loop, and kept only if nothing moved meanwhile.
 */
export async function transitionConvention(act: Act, input: TransitionCommand & { id: string }) {
  if (input.action === 'sign')
    throw new AppError(
      'signature_requires_person',
      'Signer est l’acte d’une personne\u00a0: ouvrez la page de signature.',
    );
  if (input.action === 'confirm_deposit')
    throw new AppError(
      'invalid',
      'Un document signé hors de l’application s’examine depuis l’onglet des signatures.',
    );
  if (input.action === 'seal')
    throw forbidden(
      'Le scellement est fait par l’application elle-même, quand toutes les parties ont signé.',
    );
  const rendered = await renderIfFinal(act, input);
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    await refuseStale(tx, loaded, input.version);
    const decision = decideOrRefuse(loaded, act, input.action, input);
    const data: NonNullable<Parameters<typeof bump>[2]> = {};
    const facts: Record<string, unknown> = {};
    const rows: JournalFacts[] = [];
    for (const effect of decision.effects)
      Object.assign(facts, await applyEffect(tx, act, loaded, effect, { rendered, input, rows }));
    await keepMoment(tx, act, loaded, input.action, facts, rendered);
    if (input.action === 'suspend') {
      data.suspensionReason = input.reason ?? null;
      // All of them, one by one, is all of them: a school that enters meanwhile is suspended too.
      const chosen = [...new Set(input.uais)];
      await keepLife(tx, loaded.id, {
        suspendedUais: chosen.length < loaded.schools.length ? chosen : [],
      });
    }
    if (input.action === 'resume') await keepLife(tx, loaded.id, { suspendedUais: [] });
    if (input.action === 'give_notice')
      Object.assign(data, {
        terminationReason: input.reason ?? null,
        terminatesOn: facts.terminatesOn ? toDbDate(String(facts.terminatesOn)) : null,
      });
    if (input.action === 'withdraw_notice')
      Object.assign(data, { terminationReason: null, terminatesOn: null });
    if (input.action === 'abandon') data.abandonReason = input.reason ?? null;
    if (input.action === 'terminate')
      Object.assign(data, {
        terminationReason: input.reason ?? null,
        terminatesOn: loaded.terminatesOn ?? toDbDate(civilDate(act.now)),
      });
    const version = await moveTo(tx, loaded, decision.to, act.now, data);
    await announce(tx, loaded, input.action, act, input.reason);
    const { id: _id, version: _seen, action: _action, ...payload } = input;
    return {
      result: { status: decision.to, version, warnings: decision.warnings },
      journal: [
        {
          chain: loaded.academyCode,
          action: decision.event,
          objectType: 'Convention',
          objectId: loaded.id,
          before: { status: decision.from, version: loaded.version },
          after: { status: decision.to, version, ...payload, ...facts },
        },
        ...rows,
      ] satisfies JournalFacts[],
    };
  });
}

type Rendered = { content: ConventionContent; pdf: RenderedPdf };

/** The final document, when this act freezes it and is possible on what the person saw. */
async function renderIfFinal(act: Act, input: TransitionCommand & { id: string }): Promise<Rendered | null> {
  if (input.action !== 'mark_ready_to_sign') return null;
  const loaded = await loadConvention(act.db, input.id);
  if (loaded.version !== input.version) return null;
  decideOrRefuse(loaded, act, input.action, input);
  const content = await assembleAccepted(act.db, loaded, act.now);
  return { content, pdf: await renderConventionPdf(content) };
}

async function applyEffect(
  tx: Tx,
  act: Act,
  loaded: LoadedConvention,
  effect: Accepted['effects'][number],
  { rendered, input, rows }: { rendered: Rendered | null; input: TransitionCommand; rows: JournalFacts[] },
): Promise<Record<string, unknown>> {
  const by = 'system' in act.actor ? act.actor.name : hatLabel(act.actor);
  switch (effect) {
    case 'request_opinions':
      return requestOpinions(tx, act, loaded, input);
    case 'freeze_text': {
      const matrix = await freezeMatrixWith(tx, act, loaded);
      if (matrix) rows.push(matrix);
      const basis = await composeInputOf(tx, loaded, act.now, { draft: false });
      const { content } = composeContent(basis);
      const text = await freezeText(tx, loaded, content, { stage: 'accepted', at: act.now, by, basis });
      return {
        textVersion: text.number,
        contentSha256: text.contentSha256,
        ...(content.raciVersion ? { matrixVersion: content.raciVersion.number } : {}),
      };
    }
    case 'freeze_document': {
      if (!rendered) throw conflict('La convention vient de changer. Relisez-la, puis recommencez.');
      const { content, pdf } = rendered;
      const file = await storeFile(tx, {
        academyCode: loaded.academyCode,
        name: `convention-${loaded.number}-v${content.version}.pdf`,
        mime: 'application/pdf',
        bytes: pdf.bytes,
        createdById: 'system' in act.actor ? null : act.actor.userId,
        at: act.now,
      });
      const text = await freezeText(tx, loaded, content, {
        stage: 'ready_to_sign',
        at: act.now,
        by,
        pdf: { id: file.id, pages: pdf.pages },
        circuit: chosenCircuit(loaded),
      });
      await tx.deliberation.updateMany({
        where: { conventionId: loaded.id },
        data: { checkedAt: act.now, checkedById: 'system' in act.actor ? null : act.actor.userId },
      });
      const members = chosenCircuit(loaded);
      await inviteNext(tx, loaded, act.now, text.number, { members, done: [] });
      return { textVersion: text.number, contentSha256: text.contentSha256, pdfSha256: file.sha256 };
    }
    case 'record_approval':
    case 'record_refusal':
      return recordDecision(tx, act, loaded, effect === 'record_approval', input.reason);
    case 'close_signing':
      await tx.signatureCode.updateMany({
        where: { conventionId: loaded.id, usedAt: null, revokedAt: null },
        data: { revokedAt: act.now },
      });
      return {};
    case 'void_signatures': {
      const { count } = await tx.signature.updateMany({
        where: { conventionId: loaded.id, revokedAt: null },
        data: { revokedAt: act.now },
      });
      await tx.circuitApproval.updateMany({
        where: { conventionId: loaded.id, revokedAt: null },
        data: { revokedAt: act.now },
      });
      await tx.signedDeposit.updateMany({
        where: { conventionId: loaded.id, state: 'pending' },
        data: {
          state: 'rejected',
          decidedAt: act.now,
          decidedBy: by,
          reason: 'Le texte a été rouvert\u00a0: ce fichier porte sur une version remplacée.',
        },
      });
      return count > 0 ? { signaturesSetAside: count } : {};
    }
    case 'apply_amendment':
      if (loaded.kind === 'amendment') rows.push(...(await applyAmendment(tx, act, loaded)));
      return {};
    case 'record_notice':
      return recordNotice(tx, act, loaded, input, rows);
    case 'clear_notice':
      await keepLife(tx, loaded.id, { noticeReceivedOn: null, reversibilityPlan: null });
      await dropEndingPlan(tx, loaded.id);
      return {};
    case 'carry_attachments':
      await followSolution(tx, act, loaded, rows);
      return carryAttachments(tx, loaded);
    // The text is unfrozen by its state; signing opens with the frozen document; a signature has its own
    // command; detach tasks are read from the state of the convention (server/aaf/queries.ts).
    case 'unfreeze_text':
    case 'open_signing':
    case 'record_signature':
      return {};
    case 'open_detach_tasks':
      if (input.action === 'terminate' && !loaded.life?.noticeReceivedOn)
        return recordNotice(tx, act, loaded, { ...input, takesEffectOn: civilDate(act.now) }, rows);
      if (input.action === 'expire') {
        const endsOn = fromDbDate(loaded.endsOn);
        const switchOn = endsOn ? addDays(endsOn, 1) : civilDate(act.now);
        await openEndingPlan(tx, act, loaded, { switchOn }, rows);
      }
      return {};
  }
}

/** What an approver of the circuit decided; those whose turn comes after a validation are invited. */
async function recordDecision(
  tx: Tx,
  act: Act,
  loaded: LoadedConvention,
  accepted: boolean,
  reason: string | undefined,
): Promise<Record<string, unknown>> {
  if ('system' in act.actor) throw new Error('an approver is a person');
  const { actor } = act;
  const { circuit } = factsOf(loaded, act.now);
  const text = frozenText(loaded);
  const turn = turnOf(circuit, 'approver', { side: sideOf(actor.role), membershipId: actor.membershipId });
  if (!text || !turn.ok) throw conflict('Le document a changé. Relisez-le avant de vous prononcer.');
  await standingHat(tx, { ...act, actor });
  await tx.circuitApproval.create({
    data: {
      conventionId: loaded.id,
      textId: text.id,
      memberKey: turn.member.key,
      userId: actor.userId,
      membershipId: actor.membershipId,
      name: actor.userName,
      quality: actor.quality ?? hatLabel(actor),
      accepted,
      reason: reason ?? null,
      givenAt: act.now,
    },
  });
  if (accepted) {
    const done = [...circuit.done, { key: turn.member.key, membershipId: actor.membershipId }];
    await inviteNext(tx, loaded, act.now, text.version, { ...circuit, done }, circuit);
  }
  return { member: turn.member.key, textVersion: text.version, sha256: text.sha256 };
}

/** Acts at which the text is kept as it stands, so that it can be compared later. */
const occasions: Partial<Record<ConventionAction, Occasion>> = {
  submit_for_review: 'submitted',
  send_to_partner: 'sent_to_partner',
  return_to_review: 'changes_requested',
  accept_text: 'accepted',
  mark_ready_to_sign: 'ready_to_sign',
};

async function keepMoment(
  tx: Tx,
  act: Act,
  loaded: LoadedConvention,
  action: ConventionAction,
  facts: Record<string, unknown>,
  rendered: Rendered | null,
): Promise<void> {
  const occasion = occasions[action];
  if (!occasion) return;
  const number = typeof facts.textVersion === 'number' ? facts.textVersion : null;
  const content = rendered?.content ?? null;
  await keepSnapshot(tx, loaded, {
    occasion,
    at: act.now,
    byName: 'system' in act.actor ? act.actor.name : act.actor.userName,
    ...(content && number !== null ? { frozen: { content, number } } : {}),
  });
}
