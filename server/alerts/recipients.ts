import { validOn } from '@/server/access/actor';
import { authorityRoles, type Role } from '@/server/access/roles';
import { civilDate, toDbDate } from '@/server/clock';
import { config } from '@/server/config';
import type { Db, Tx } from '@/server/db';
import { mayStillRead } from '@/server/mail/still-allowed';
import type { Alert } from './domain';

/** A person to write to, under the hat that gives them the right to read. */
export type Recipient = { userId: string; membershipId: string; email: string; name: string; role: Role };

const withPerson = {
  user: { select: { id: true, email: true, name: true } },
} as const;

type Parties = { authorityId: string; uais: readonly string[]; vendorId: string | null };

/** What an alert says of whose turn it is. */
export type Addressed = Pick<Alert, 'about' | 'key' | 'academyCode' | 'departmentCodes' | 'roles' | 'hats'>;

/** The authority, the schools and the vendor that an alert's object names, when it has them. */
async function partiesOf(db: Db | Tx, { about, key }: Addressed): Promise<Parties> {
  const conventionId = about.type === 'Convention' ? about.id : (key.split(':')[2] ?? '');
  if (about.type === 'Convention' || about.type === 'AafRequest') {
    const one = await db.convention.findUnique({
      where: { id: conventionId },
      select: {
        authorityId: true,
        establishment: { select: { uai: true } },
        product: { select: { vendorId: true } },
      },
    });
    return {
      authorityId: one?.authorityId ?? '',
      uais: one?.establishment ? [one.establishment.uai] : [],
      vendorId: one?.product?.vendorId ?? null,
    };
  }
  if (about.type === 'FollowUpStep') {
    const step = await db.followUpStep.findUnique({
      where: { id: about.id },
      select: { project: { select: { carrierId: true } } },
    });
    return { authorityId: step?.project.carrierId ?? '', uais: [], vendorId: null };
  }
  if (about.type === 'Project') {
    const project = await db.project.findUnique({
      where: { id: about.id },
      select: {
        carrierId: true,
        product: { select: { vendorId: true } },
        schools: { where: { removedOn: null }, select: { uai: true } },
      },
    });
    return {
      authorityId: project?.carrierId ?? '',
      uais: project?.schools.map(({ uai }) => uai) ?? [],
      vendorId: project?.product?.vendorId ?? null,
    };
  }
  return { authorityId: '', uais: [], vendorId: null };
}

/**
 * Those whose turn it is and who may read the object, today, each once. The right to read is asked of the rules,
 * person by person: a role alone does not give it.
 */
export async function recipientsOf(db: Db | Tx, alert: Addressed, at: Date): Promise<Recipient[]> {
  const today = toDbDate(civilDate(at));
  const { authorityId, uais, vendorId } = await partiesOf(db, alert);
  const ofAuthority = (role: Role) => (authorityRoles as readonly Role[]).includes(role);
  const found = await db.membership.findMany({
    where: {
      ...validOn(today),
      AND: {
        OR: [
          { id: { in: [...alert.hats] } },
          {
            role: {
              in: alert.roles.filter(
                (role) => !ofAuthority(role) && role !== 'school_head' && role !== 'vendor',
              ),
            },
            organisation: {
              academyCode: alert.academyCode,
              OR: [{ departmentCode: null }, { departmentCode: { in: [...alert.departmentCodes] } }],
            },
          },
          {
            role: { in: alert.roles.filter(ofAuthority) },
            organisation: {
              OR: [{ authorityId }, { mandates: { some: { authorityId, ...validOn(today) } } }],
            },
          },
          ...(uais.length > 0 && alert.roles.includes('school_head')
            ? [{ role: 'school_head' as const, organisation: { uai: { in: [...uais] } } }]
            : []),
          ...(vendorId && alert.roles.includes('vendor')
            ? [{ role: 'vendor' as const, organisation: { vendorId } }]
            : []),
        ],
      },
    },
    include: withPerson,
    orderBy: { id: 'asc' },
  });
  const about = alert.about.type === 'Academy' ? null : `${alert.about.type}:${alert.about.id}`;
  const kept = new Map<string, Recipient>();
  for (const { id, role, user } of found) {
    if (kept.has(user.id) || !(await mayStillRead(db, { membershipId: id, about }, at))) continue;
    kept.set(user.id, {
      userId: user.id,
      membershipId: id,
      email: user.email,
      name: user.name ?? user.email,
      role,
    });
  }
  return [...kept.values()];
}

/**
 * The address of an act in a mail. It goes through the sign-in page when nobody is signed in, and puts on the hat
 * under which the person was written to.
 */
export function linkTo(path: string, membershipId: string): string {
  const { appUrl } = config();
  return `${appUrl}/aller?${new URLSearchParams({ role: membershipId, vers: path })}`;
}
