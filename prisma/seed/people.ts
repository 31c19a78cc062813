import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { uaiCheckLetter } from '@/server/territory/uai';
import { demonstrationAccounts, demonstrationOrganisations } from './accounts';

/** First day of validity of what the demonstration invents. */
const since = toDbDate('2025-09-01');

/** The organisations and accounts of the demonstration; the tests use the same people. */
export async function seedPeople(db: Db) {
  const organisationIds = new Map<string, string>();
  for (const o of demonstrationOrganisations) {
    const authority = o.communeCode
      ? await db.authority.findUnique({ where: { kind_code: { kind: 'commune', code: o.communeCode } } })
      : null;
    const vendor = o.vendor
      ? await db.vendor.upsert({ where: { name: o.vendor }, create: { name: o.vendor }, update: {} })
      : null;
    const mandates = await db.authority.findMany({
      where: { kind: 'commune', code: { in: o.mandates ?? [] } },
      select: { id: true },
    });
    const created = await db.organisation.create({
      data: {
        kind: o.kind,
        name: o.name,
        academyCode: o.academyCode ?? null,
        departmentCode: o.departmentCode ?? null,
        authorityId: authority?.id ?? null,
        vendorId: vendor?.id ?? null,
        uai: o.uai ? `${o.uai}${uaiCheckLetter(o.uai)}` : null,
        mandates: { create: mandates.map((m) => ({ authorityId: m.id, validFrom: since })) },
      },
    });
    organisationIds.set(o.key, created.id);
  }
  for (const account of demonstrationAccounts) {
    const organisationId = organisationIds.get(account.organisation);
    if (!organisationId) throw new Error(`demonstration organisation ${account.organisation} is missing`);
    await db.user.create({
      data: {
        email: account.email,
        name: account.name,
        emailVerified: since,
        memberships: {
          create: {
            organisationId,
            role: account.role,
            quality: account.quality ?? null,
            validFrom: since,
            delegations: account.delegation
              ? {
                  create: {
                    grantedBy: account.delegation.grantedBy,
                    reference: account.delegation.reference,
                    grantedOn: toDbDate(account.delegation.grantedOn),
                    validFrom: since,
                  },
                }
              : {},
          },
        },
      },
    });
  }
}
