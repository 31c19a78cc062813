import type { Role } from '@/server/access/roles';
import { counted } from '@/server/french';

/**
 * The circuit of signature (DOMAIN §3 and §4): ordered groups; within a group everyone acts in any order. A group
 * opens when everyone of the groups before it has acted. A signer signs for a party; an approver decides
 * beforehand, and may send the text back. Pure: whoever may act at all (role, valid membership, delegation) is
 * told by the caller, on the day of the act.
 */
export const circuitSides = ['state', 'authority', 'school', 'vendor'] as const;
export type CircuitSide = (typeof circuitSides)[number];

/**
 * The parties that sign a document: State and authority always, the establishment of a tripartite convention, the
 * vendor of a processing agreement, since it is the processor (RGPD, art. 28).
 */
export const circuitParties = (document: { kind: string; establishment: object | null }): CircuitSide[] => [
  'authority',
  'state',
  ...(document.establishment ? (['school'] as const) : []),
  ...(document.kind === 'processing_agreement' ? (['vendor'] as const) : []),
];

/** Roles that a circuit may name, as signer or as approver: whoever reads the convention for a party. */
export const circuitRoles = [
  'academy_admin',
  'academy_editor',
  'dpo',
  'legal',
  'dsden',
  'state_signatory',
  'authority_editor',
  'authority_signatory',
  'mutualising_body',
  'school_head',
  'vendor',
] as const satisfies readonly Role[];

/** A hat, with the name and quality that it had when it was chosen. */
export type CircuitPerson = { membershipId: string; name: string; quality: string | null };

export type CircuitMember = {
  /** Stable within the circuit: signatures and decisions name it. */
  key: string;
  /** From 1; members of one group act in any order. */
  group: number;
  kind: 'signer' | 'approver';
  side: CircuitSide;
  /** Organisation as shown: « Commune d’Argenteuil », or null for the party itself. */
  organisation: string | null;
  /** Null: whoever signs for this side on that day. An approver is always designated. */
  designated: CircuitPerson | null;
  /** May act in the place of the designated person. */
  substitutes: CircuitPerson[];
};

export type Circuit = readonly CircuitMember[];

/** A member who has acted on the text now open; `membershipId` is null for someone without an account. */
export type CircuitDone = { key: string; membershipId: string | null };

export type CircuitState = { members: Circuit; done: readonly CircuitDone[] };

export type CircuitFinding = { code: string; message: string };

export const sideNames: Record<CircuitSide, string> = {
  state: 'l’État',
  authority: 'la collectivité',
  school: 'l’établissement',
  vendor: 'l’éditeur',
};

/**
 * The circuit of these parties: all together; in a tripartite convention the establishment signs before the
 * others, since its conseil d’administration authorises it first (DOMAIN §4, shapes).
 */
export function defaultCircuit(parties: readonly CircuitSide[]): CircuitMember[] {
  const signer = (side: CircuitSide, group: number): CircuitMember => ({
    key: side,
    group,
    kind: 'signer',
    side,
    organisation: null,
    designated: null,
    substitutes: [],
  });
  const others = parties.filter((side) => side !== 'school');
  return others.length < parties.length
    ? [signer('school', 1), ...others.map((side) => signer(side, 2))]
    : others.map((side) => signer(side, 1));
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Longest circuit that a person may compose. */
export const maxMembers = 20;

/** What is wrong with a circuit, in sentences; empty when it can be used. */
export function checkCircuit(members: Circuit, parties: readonly CircuitSide[]): CircuitFinding[] {
  const findings: CircuitFinding[] = [];
  const add = (code: string, message: string) => findings.push({ code, message });
  for (const side of parties)
    if (!members.some((one) => one.kind === 'signer' && one.side === side))
      add(`no_signer_${side}`, `Personne ne signe pour ${sideNames[side]}\u00a0: ajoutez son signataire.`);
  for (const side of new Set(members.map((one) => one.side)))
    if (!parties.includes(side))
      add(
        `no_${side}_party`,
        `${capitalised(sideNames[side])} n’est pas partie à ce document\u00a0: retirez son signataire.`,
      );
  if (members.length > maxMembers)
    add('too_long', `Un circuit compte au plus ${counted(maxMembers, 'membre')}.`);
  if (new Set(members.map(({ key }) => key)).size < members.length)
    add('same_key', 'Deux membres du circuit portent le même repère.');
  const lastSigners = Math.max(
    0,
    ...members.filter(({ kind }) => kind === 'signer').map(({ group }) => group),
  );
  for (const one of members) {
    if (!Number.isInteger(one.group) || one.group < 1)
      add('bad_group', 'Le rang d’un groupe est un nombre entier à partir de 1.');
    if (one.kind === 'approver' && !one.designated)
      add('approver_unnamed', 'Un valideur est une personne désignée\u00a0: choisissez-la.');
    if (one.kind === 'approver' && one.group >= lastSigners)
      add('approver_last', 'Un valideur se prononce avant au moins un signataire\u00a0: placez-le plus tôt.');
    if (!one.designated && one.substitutes.length > 0)
      add('substitute_of_nobody', 'Un suppléant remplace une personne désignée\u00a0: désignez-la d’abord.');
    if (
      one.designated &&
      one.substitutes.some(({ membershipId }) => membershipId === one.designated?.membershipId)
    )
      add('own_substitute', `${one.designated.name} ne peut pas être son propre suppléant.`);
  }
  const signers = members.flatMap((one) =>
    one.kind === 'signer' && one.designated ? [one.designated.membershipId] : [],
  );
  if (new Set(signers).size < signers.length)
    add('signs_twice', 'Une même personne est désignée deux fois comme signataire.');
  return findings;
}

const isDone = (state: CircuitState, key: string) => state.done.some((one) => one.key === key);

/** Members who have not acted yet. */
export const remainingMembers = (state: CircuitState): CircuitMember[] =>
  state.members.filter(({ key }) => !isDone(state, key));

/** The members whose turn it is: those who are left of the first group that is not finished. */
export function nextMembers(state: CircuitState): CircuitMember[] {
  const left = remainingMembers(state);
  const open = Math.min(...left.map(({ group }) => group));
  return left.filter(({ group }) => group === open);
}

/** True when everyone has acted. An empty circuit is never complete: nobody would have signed. */
export const isComplete = (state: CircuitState): boolean =>
  state.members.length > 0 && remainingMembers(state).length === 0;

/** Signatures owed and given for each side. */
export function signaturesBySide(
  state: CircuitState,
): Record<CircuitSide, { required: number; recorded: number }> {
  const of = (side: CircuitSide) => {
    const signers = state.members.filter((one) => one.kind === 'signer' && one.side === side);
    return { required: signers.length, recorded: signers.filter(({ key }) => isDone(state, key)).length };
  };
  return { state: of('state'), authority: of('authority'), school: of('school'), vendor: of('vendor') };
}

/** Who wants to act: the side for which the role signs (null when it signs for none), and the hat. */
export type CircuitActor = { side: CircuitSide | null; membershipId: string | null };

/** True when this hat is the designated person of a member, a substitute, or anyone of an undesignated side. */
export function mayStandFor(member: CircuitMember, actor: CircuitActor): boolean {
  if (member.kind === 'signer' && actor.side !== member.side) return false;
  // Another body than the party itself, without an account: it signs outside of the application.
  if (!member.designated) return member.kind === 'signer' && member.organisation === null;
  return [member.designated, ...member.substitutes].some(
    ({ membershipId }) => membershipId === actor.membershipId,
  );
}

export type Turn =
  | { ok: true; member: CircuitMember; asSubstitute: boolean }
  | {
      ok: false;
      code: 'not_a_signatory' | 'not_designated' | 'side_already_signed' | 'already_acted' | 'not_your_turn';
      message: string;
    };

const anyone: Record<CircuitSide, string> = {
  state: 'le signataire de l’État',
  authority: 'le signataire de la collectivité',
  school: 'le chef d’établissement',
  vendor: 'le signataire de l’éditeur',
};

/** Who a member is in a list: « Robin Martel », « le signataire de l’État » when nobody is designated. */
export const memberInList = (member: Pick<CircuitMember, 'designated' | 'side'>): string =>
  member.designated?.name ?? anyone[member.side];

/** « la commune », « Robin Martel »: how a member is named while they are waited for. */
export const memberName = (member: CircuitMember): string =>
  member.designated?.name ?? member.organisation ?? sideNames[member.side];

/**
 * Is it this person's turn, as a signer or as an approver, and for which member? A hat acts once in each
 * capacity; with several members open to it, the first in the order of the circuit is taken.
 */
export function turnOf(state: CircuitState, kind: CircuitMember['kind'], actor: CircuitActor): Turn {
  const verb = kind === 'signer' ? 'signer' : 'valider';
  const refuse = (code: Extract<Turn, { ok: false }>['code'], message: string): Turn => ({
    ok: false,
    code,
    message,
  });
  const concerned = state.members.filter((one) => one.kind === kind);
  if (kind === 'signer' && actor.side === null)
    return refuse('not_a_signatory', 'Seul un signataire désigné peut signer la convention.');
  const own = concerned.filter((one) => mayStandFor(one, actor));
  if (own.length === 0)
    return refuse(
      'not_designated',
      kind === 'signer'
        ? 'Le circuit désigne une autre personne pour signer\u00a0: vous n’y figurez ni comme signataire ni comme suppléant.'
        : 'Le circuit ne vous désigne pas pour valider ce texte.',
    );
  const acted = state.done.some(
    (one) =>
      actor.membershipId !== null &&
      one.membershipId === actor.membershipId &&
      concerned.some(({ key }) => key === one.key),
  );
  if (acted)
    return refuse(
      'already_acted',
      kind === 'signer' ? 'Vous avez déjà signé ce texte.' : 'Vous avez déjà validé ce texte.',
    );
  const waiting = own.filter(({ key }) => !isDone(state, key));
  if (waiting.length === 0) {
    const side = own[0]?.side ?? 'state';
    const who =
      side === 'state' ? 'L’académie' : side === 'authority' ? 'La collectivité' : 'L’établissement';
    return refuse(
      'side_already_signed',
      kind === 'signer' ? `${who} a déjà signé ce texte.` : 'Ce texte a déjà été validé à votre place.',
    );
  }
  const next = nextMembers(state);
  const member = waiting.find((one) => next.includes(one));
  if (!member) {
    const awaited = next.map(memberName).join(', ');
    return refuse(
      'not_your_turn',
      `Ce n’est pas encore à vous de ${verb}\u00a0: le circuit attend d’abord ${awaited}.`,
    );
  }
  return {
    ok: true,
    member,
    asSubstitute: member.designated !== null && member.designated.membershipId !== actor.membershipId,
  };
}
