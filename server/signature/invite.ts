import { validOn } from '../access/actor';
import { civilDate, toDbDate } from '../clock';
import { config } from '../config';
import type { LoadedConvention } from '../conventions/load';
import { holders } from '../conventions/notify';
import type { Tx } from '../db';
import { queueMail } from '../mail/outbox';
import { type CircuitMember, type CircuitState, nextMembers } from './circuit';

/** Addresses of those who may act for a member of the circuit today. */
export async function memberAddresses(
  tx: Tx,
  loaded: LoadedConvention,
  member: CircuitMember,
  at: Date,
): Promise<string[]> {
  if (!member.designated && (member.side === 'state' || member.side === 'authority')) {
    const role = member.side === 'state' ? 'state_signatory' : 'authority_signatory';
    return (await holders(tx, loaded, [role], at)).map(({ email }) => email);
  }
  const valid = validOn(toDbDate(civilDate(at)));
  const people = await tx.membership.findMany({
    where: member.designated
      ? {
          id: { in: [member.designated, ...member.substitutes].map(({ membershipId }) => membershipId) },
          ...valid,
        }
      : member.side === 'vendor'
        ? { role: 'vendor', organisation: { vendorId: loaded.product?.vendorId ?? '' }, ...valid }
        : { role: 'school_head', organisation: { uai: loaded.establishment?.uai ?? '' }, ...valid },
    select: { user: { select: { email: true } } },
  });
  return [...new Set(people.map(({ user }) => user.email))];
}

/** Address of the page where one signs a given version: an old link is known by its version. */
export const signingPath = (id: string, textVersion: number) =>
  `/conventions/${id}/signature?version=${textVersion}`;

/**
 * Writes to those whose turn has come: everyone of the open group, or, after an act, only those who were not
 * already waited for.
 */
export async function inviteNext(
  tx: Tx,
  loaded: LoadedConvention,
  at: Date,
  textVersion: number,
  after: CircuitState,
  before?: CircuitState,
): Promise<void> {
  const known = before ? nextMembers(before).map(({ key }) => key) : [];
  const told = new Set<string>();
  for (const member of nextMembers(after).filter(({ key }) => !known.includes(key))) {
    const signs = member.kind === 'signer';
    for (const to of await memberAddresses(tx, loaded, member, at)) {
      if (told.has(to)) continue;
      told.add(to);
      const path = signs ? signingPath(loaded.id, textVersion) : `/conventions/${loaded.id}`;
      await queueMail(
        tx,
        to,
        {
          subject: `${signs ? 'Convention à signer' : 'Convention à valider pour signature'}\u00a0: convention ${loaded.number}`,
          paragraphs: [
            `«\u00a0${loaded.title}\u00a0», ${loaded.authority.name}.`,
            signs
              ? 'Le document définitif est prêt\u00a0: votre signature est attendue.'
              : 'Le document définitif est prêt\u00a0: votre validation est attendue avant les signatures qui suivent.',
          ],
          action: { label: signs ? 'Lire et signer' : 'Lire et valider', url: config().appUrl + path },
        },
        `Convention:${loaded.id}`,
      );
    }
  }
}
