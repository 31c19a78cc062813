import type { Prisma } from '@/prisma/generated/client';
import { validOn } from '../access/actor';
import { academyRoles } from '../access/roles';
import type { Db, Tx } from '../db';
import { invalid } from '../errors';
import { foldedName } from './domain';

type Placed = { academyCode: string; carrierId: string };

/** Somebody who may be given a next step of a project. */
export type StepOwner = {
  membershipId: string;
  name: string;
  organisation: string;
  side: 'academy' | 'authority';
};

const ofProject = (
  { academyCode, carrierId }: Placed,
  day: Date,
): Record<StepOwner['side'], Prisma.MembershipWhereInput> => ({
  academy: {
    ...validOn(day),
    role: { in: [...academyRoles, 'dsden'] },
    organisation: { academyCode, kind: { in: ['academy', 'dsden'] } },
  },
  authority: {
    ...validOn(day),
    role: { in: ['authority_editor', 'authority_signatory', 'mutualising_body'] },
    organisation: {
      OR: [{ authorityId: carrierId }, { mandates: { some: { authorityId: carrierId, ...validOn(day) } } }],
    },
  },
});

const shown = {
  id: true,
  user: { select: { name: true, email: true } },
  organisation: { select: { name: true } },
} as const;

/**
 * People with an account who may be given a step of this project: those of the académie and those of its
 * carrier, as they stand on that day; by name.
 * @param sides the carrier's people alone when the carrier asks
 */
export async function stepOwners(
  db: Db | Tx,
  project: Placed,
  day: Date,
  sides: readonly StepOwner['side'][] = ['academy', 'authority'],
): Promise<StepOwner[]> {
  const where = ofProject(project, day);
  const found = await Promise.all(
    sides.map(async (side) => {
      const rows = await db.membership.findMany({ where: where[side], select: shown, take: 500 });
      return rows.map((row) => ({
        membershipId: row.id,
        name: row.user.name ?? row.user.email,
        organisation: row.organisation.name,
        side,
      }));
    }),
  );
  return found.flat().sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

/**
 * The owner of a step as it is kept. A name that is exactly one person's becomes that person; any other name
 * stands as typed.
 * @throws invalid when the person is not of this project, or could not read an internal step.
 */
export async function ownerOf(
  tx: Tx,
  project: Placed,
  day: Date,
  step: { ownerMembershipId?: string | null; ownerName?: string | null; shared: boolean },
): Promise<{ ownerMembershipId: string | null; ownerName: string | null }> {
  const { ownerMembershipId, ownerName, shared } = step;
  if (!ownerMembershipId && !ownerName) return { ownerMembershipId: null, ownerName: null };
  const owners = await stepOwners(tx, project, day);
  const named = ownerMembershipId
    ? owners.filter((one) => one.membershipId === ownerMembershipId)
    : owners.filter((one) => foldedName(one.name) === foldedName(ownerName ?? ''));
  const owner = named.length === 1 ? named[0] : undefined;
  if (!owner) {
    if (ownerMembershipId)
      throw invalid({ ownerMembershipId: 'Cette personne n’agit pas, ou plus, pour ce projet.' });
    return { ownerMembershipId: null, ownerName: ownerName ?? null };
  }
  if (owner.side === 'authority' && !shared) {
    const why = `${owner.name} agit pour la collectivité\u00a0: partagez l’étape avec elle, ou confiez-la à quelqu’un de l’académie.`;
    throw invalid({ [ownerMembershipId ? 'ownerMembershipId' : 'ownerName']: why });
  }
  return { ownerMembershipId: owner.membershipId, ownerName: owner.name };
}
