import { validOn } from '../access/actor';
import type { Role } from '../access/roles';
import { authorityRoles } from '../access/roles';
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

/** People who hold one of these roles for this convention, today. */
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
    include: { user: { select: { email: true } } },
  });
  return [...new Set(memberships.map(({ user }) => user.email))];
}

/** Writes one letter to each holder of these roles, in the transaction of the change. */
export async function notify(
  tx: Tx,
  convention: Addressed,
  roles: readonly Role[],
  at: Date,
  letter: Omit<Letter, 'action'> & { action?: { label: string; path: string } },
): Promise<void> {
  const { action, ...rest } = letter;
  const link = action && { label: action.label, url: config().appUrl + action.path };
  for (const to of await holders(tx, convention, roles, at))
    await queueMail(tx, to, { ...rest, ...(link ? { action: link } : {}) }, `Convention:${convention.id}`);
}
