import { validOn } from '../access/actor';
import type { Role } from '../access/roles';
import { authorityRoles } from '../access/roles';
import type { Family } from '../alerts/domain';
import { tell } from '../alerts/tell';
import { civilDate, toDbDate } from '../clock';
import { config } from '../config';
import type { Tx } from '../db';
import type { Letter } from '../mail/compose';
import { queueMail } from '../mail/outbox';

type Addressed = {
  id: string;
  number: string;
  title: string;
  academyCode: string;
  authorityId: string;
  departmentCodes: string[];
};

/** People who hold one of these roles for this convention, today: each once, with the hat under which they hold it. */
export async function holders(tx: Tx, convention: Addressed, roles: readonly Role[], at: Date) {
  const today = toDbDate(civilDate(at));
  const ofAuthority = roles.filter((role) => (authorityRoles as readonly Role[]).includes(role));
  const ofAcademy = roles.filter((role) => !(authorityRoles as readonly Role[]).includes(role));
  const memberships = await tx.membership.findMany({
    where: {
      ...validOn(today),
      AND: {
        OR: [
          {
            role: { in: ofAcademy },
            organisation: {
              academyCode: convention.academyCode,
              OR: [{ departmentCode: null }, { departmentCode: { in: convention.departmentCodes } }],
            },
          },
          {
            role: { in: ofAuthority },
            organisation: {
              OR: [
                { authorityId: convention.authorityId },
                { mandates: { some: { authorityId: convention.authorityId, ...validOn(today) } } },
              ],
            },
          },
        ],
      },
    },
    select: { id: true, user: { select: { id: true, email: true } } },
    orderBy: { id: 'asc' },
  });
  const people = new Map(
    memberships.map(({ id, user }) => [user.id, { userId: user.id, membershipId: id, email: user.email }]),
  );
  return [...people.values()];
}

/**
 * Writes one letter to each holder of these roles, in the transaction of the change. With a `family` it is news,
 * which each person receives at their own rhythm or not at all; without, it is an act that always arrives.
 */
export async function notify(
  tx: Tx,
  convention: Addressed,
  roles: readonly Role[],
  at: Date,
  letter: Omit<Letter, 'action'> & { action?: { label: string; path: string }; family?: Family },
): Promise<void> {
  const { action, family, ...rest } = letter;
  const about = `Convention:${convention.id}`;
  const { academyCode } = convention;
  const people = await holders(tx, convention, roles, at);
  if (family && action) {
    const news = people.map((to) => ({ ...rest, to, family, action, about, academyCode }));
    return tell(tx, news, at);
  }
  const link = action && { label: action.label, url: config().appUrl + action.path };
  for (const { email } of people)
    await queueMail(tx, email, { ...rest, ...(link ? { action: link } : {}) }, { about, academyCode });
}
