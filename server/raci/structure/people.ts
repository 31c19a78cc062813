import { subject } from '@casl/ability';
import type { Project } from '@/prisma/generated/client';
import { actorOf, validOn, withReach } from '@/server/access/actor';
import { roleLabels } from '@/server/access/roles';
import { rulesFor } from '@/server/access/rules';
import type { Db, Tx } from '@/server/db';
import { notFound } from '@/server/errors';
import type { RaciParty } from '../domain';
import { partySpokenBy } from '../speaks';

/** Somebody who may be named in a matrix. */
export type Nameable = {
  membershipId: string;
  name: string;
  /** « Cheffe de projet · Ville d’Argenteuil ». */
  detail: string;
  /** The party for which this hat speaks, if any. */
  party: RaciParty | null;
};

/**
 * Who may be named in the matrix of a project: hats valid on that day that take part in it, as the access rules say.
 * @param day civil day as a `date` column carries it.
 */
export async function nameablePeople(db: Db | Tx, projectId: string, day: Date): Promise<Nameable[]> {
  const project = await db.project.findUnique({ where: { id: projectId }, include: { schools: true } });
  if (!project) throw notFound('Ce projet');
  // The rules decide; this only leaves out organisations that have nothing to do with the project.
  const around = [
    { academyCode: project.academyCode },
    { authorityId: project.carrierId },
    { mandates: { some: { authorityId: project.carrierId } } },
    { uai: { in: project.schools.map(({ uai }) => uai) } },
    ...(project.productId ? [{ vendor: { is: { products: { some: { id: project.productId } } } } }] : []),
  ];
  const memberships = await db.membership.findMany({
    where: { ...validOn(day), organisation: { is: { OR: around } } },
    include: withReach(day),
  });
  return memberships
    .map((membership) => actorOf(membership))
    .filter((actor) => rulesFor(actor).can('participate', subject('Project', project as Project)))
    .map(({ membershipId, userName, quality, role, organisation }) => ({
      membershipId,
      name: userName,
      detail: `${quality ?? roleLabels[role]}, ${organisation.name}`,
      party: partySpokenBy(role),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || a.detail.localeCompare(b.detail, 'fr'));
}
