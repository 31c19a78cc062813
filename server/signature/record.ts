import type { Act, JournalFacts } from '../audit/journal';
import { moveTo } from '../conventions/commands/transition';
import type { LoadedConvention } from '../conventions/load';
import { frozenText } from '../conventions/loaded';
import { factsOf } from '../conventions/loaded-facts';
import type { decide } from '../conventions/transitions';
import type { Tx } from '../db';
import { conflict } from '../errors';
import type { CircuitMember } from './circuit';
import { inviteNext } from './invite';
import { sealIsAwaited } from './soon';

export type SignatureMode = 'code' | 'external' | 'scan';

/** One signature about to be recorded for a member of the circuit. */
export type GivenSignature = {
  member: CircuitMember;
  userId: string | null;
  membershipId: string | null;
  depositId: string | null;
  name: string;
  quality: string;
  delegation: string | null;
  mode: SignatureMode;
  consent: string;
  ip: string | null;
  userAgent: string | null;
  signedAt: Date;
};

type Accepted = Extract<ReturnType<typeof decide>, { ok: true }>;

/**
 * Writes signatures on the frozen text of a locked convention, whatever their mode, moves the convention on and
 * invites those whose turn comes. The last one leads to `awaiting_seal`: the seal alone makes it « signed ».
 */
export async function recordSignatures(
  tx: Tx,
  act: Act,
  loaded: LoadedConvention,
  decision: Accepted,
  given: readonly GivenSignature[],
): Promise<{ version: number; ids: string[]; journal: JournalFacts }> {
  const text = frozenText(loaded);
  if (!text)
    throw conflict('Le document a changé depuis que vous l’avez ouvert. Relisez-le avant de signer.');
  const ids: string[] = [];
  for (const { member, ...signature } of given) {
    const row = await tx.signature.create({
      data: {
        conventionId: loaded.id,
        textId: text.id,
        side: member.side,
        memberKey: member.key,
        sha256: text.sha256,
        ...signature,
      },
      select: { id: true },
    });
    ids.push(row.id);
  }
  const last = decision.to === 'awaiting_seal';
  const version = await moveTo(tx, loaded, decision.to, act.now, last ? { signedAt: act.now } : {});
  if (last) sealIsAwaited();
  else {
    const { circuit } = factsOf(loaded, act.now);
    const done = given.map(({ member, membershipId }) => ({ key: member.key, membershipId }));
    const after = { ...circuit, done: [...circuit.done, ...done] };
    await inviteNext(tx, loaded, act.now, text.version, after, circuit);
  }
  const [first] = given;
  return {
    version,
    ids,
    journal: {
      chain: loaded.academyCode,
      action: decision.event,
      objectType: 'Convention',
      objectId: loaded.id,
      before: { status: decision.from, version: loaded.version },
      after: {
        status: decision.to,
        version,
        side: first?.member.side,
        name: first?.name,
        quality: first?.quality,
        delegation: first?.delegation,
        mode: first?.mode,
        members: given.map(({ member, name }) => ({ key: member.key, name })),
        textVersion: text.version,
        sha256: text.sha256,
        ip: first?.ip ?? null,
      },
    },
  };
}
