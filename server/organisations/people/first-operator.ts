import { type Act, change, nationalChain } from '@/server/audit/journal';
import { civilDate, toDbDate } from '@/server/clock';
import { conflict } from '@/server/errors';

/**
 * Opens a new installation: makes the operator's organisation and its first person, who then invites the others
 * on screen. Refused as soon as somebody operates the platform.
 */
export async function openInstallation(
  act: Act,
  input: { email: string; name: string; organisation: string },
) {
  return change(act, async (tx) => {
    const held = await tx.membership.findFirst({ where: { role: 'operator' }, include: { user: true } });
    if (held)
      throw conflict(
        `Cette installation a déjà un exploitant (${held.user.email})\u00a0: il invite les autres à l’écran.`,
      );
    const organisation = await tx.organisation.create({
      data: { kind: 'platform', name: input.organisation, createdAt: act.now },
    });
    const user = await tx.user.upsert({
      where: { email: input.email },
      create: { email: input.email, name: input.name, createdAt: act.now },
      update: {},
    });
    const membership = await tx.membership.create({
      data: {
        userId: user.id,
        organisationId: organisation.id,
        role: 'operator',
        validFrom: toDbDate(civilDate(act.now)),
        createdAt: act.now,
      },
    });
    return {
      result: { membershipId: membership.id },
      journal: {
        chain: nationalChain,
        action: 'membership.granted',
        objectType: 'Membership',
        objectId: membership.id,
        after: { email: input.email, role: 'operator', organisation: input.organisation },
      },
    };
  });
}
