import type { Prisma } from '@/prisma/generated/client';
import type { OrganisationKind } from '@/prisma/generated/enums';
import type { Db } from '../db';
import { type Role, roleLabels } from './roles';

/** Who acts, under which hat, and how far that hat reaches. Built once per request from the database. */
export type Actor = {
  userId: string;
  userName: string;
  email: string;
  membershipId: string;
  role: Role;
  /** « Maire », « Directeur académique »… */
  quality: string | null;
  organisation: { id: string; name: string; kind: OrganisationKind };
  academyCode: string | null;
  departmentCode: string | null;
  /** Authorities for which a collectivité's or mutualising body's hat acts. */
  authorityIds: string[];
  /** Products of a vendor's hat. */
  productIds: string[];
  uai: string | null;
};

/** Nobody in particular (public pages) or the application itself (jobs). */
export type SystemActor = { system: true; name: string };

/** « Administrateur de l’académie (DANE) · Académie de Versailles », as kept in the journal. */
export function hatLabel(actor: Actor): string {
  return `${roleLabels[actor.role]} · ${actor.organisation.name}`;
}

/** Memberships valid on a civil date (both ends included). */
export const validOn = (day: Date) => ({
  validFrom: { lte: day },
  OR: [{ validUntil: null }, { validUntil: { gte: day } }],
});

/** What is read with a membership to know how far its hat reaches on that day. */
export const withReach = (day: Date) =>
  ({
    user: true,
    organisation: {
      include: {
        mandates: { where: validOn(day), select: { authorityId: true } },
        vendor: { select: { products: { select: { id: true } } } },
      },
    },
  }) satisfies Prisma.MembershipInclude;

type Reaching = Prisma.MembershipGetPayload<{ include: ReturnType<typeof withReach> }>;

/** The actor that a membership makes. */
export function actorOf(membership: Reaching): Actor {
  const { user, organisation } = membership;
  const own = organisation.authorityId ? [organisation.authorityId] : [];
  return {
    userId: user.id,
    userName: user.name ?? user.email,
    email: user.email,
    membershipId: membership.id,
    role: membership.role,
    quality: membership.quality,
    organisation: { id: organisation.id, name: organisation.name, kind: organisation.kind },
    academyCode: organisation.academyCode,
    departmentCode: organisation.departmentCode,
    authorityIds: [...own, ...organisation.mandates.map((m) => m.authorityId)],
    productIds: organisation.vendor?.products.map((p) => p.id) ?? [],
    uai: organisation.uai,
  };
}

/**
 * The actor behind a membership, or null when it is not (or no longer) valid on that day.
 * @param day civil date as a `date` column carries it.
 */
export async function loadActor(db: Db, membershipId: string, day: Date): Promise<Actor | null> {
  const membership = await db.membership.findFirst({
    where: { id: membershipId, ...validOn(day) },
    include: withReach(day),
  });
  return membership && actorOf(membership);
}
