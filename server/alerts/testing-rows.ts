import type { ConventionStatus, Prisma } from '@/prisma/generated/client';
import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { ensureTerritory, schoolRow, templateVersion } from '@/server/testing/territory';

/** Rows on which the tests of alerts, digests and calendars stand: a project of Argenteuil and its conventions. */
export async function alertWorld(db: Db) {
  await ensureTerritory(db);
  const templateVersionId = await templateVersion(db);
  const authority = await db.authority.findUniqueOrThrow({
    where: { kind_code: { kind: 'commune', code: '95018' } },
  });
  const product = await db.product.findFirstOrThrow({ where: { kind: 'ent' } });
  const project = await db.project.create({
    data: {
      academyCode: '25',
      carrierId: authority.id,
      productId: product.id,
      name: 'ENT des écoles d’Argenteuil',
      degree: 'primary',
      departmentCodes: ['95'],
      marketReference: 'M-26',
      marketEndsOn: toDbDate('2027-03-31'),
    },
  });
  let rank = 0;
  const row = (status: ConventionStatus, facts: Partial<Prisma.ConventionUncheckedCreateInput> = {}) => {
    rank += 1;
    const since = new Date('2026-10-01T08:00:00Z');
    return {
      number: `25-2026-${String(rank).padStart(4, '0')}`,
      academyCode: '25',
      projectId: project.id,
      authorityId: authority.id,
      productId: product.id,
      templateVersionId,
      title: `Convention n° ${rank}`,
      degree: 'primary' as const,
      departmentCodes: ['95'],
      status,
      statusSince: since,
      ...facts,
    };
  };
  return {
    project,
    productId: product.id,
    row,
    convention: (status: ConventionStatus, facts: Partial<Prisma.ConventionUncheckedCreateInput> = {}) =>
      db.convention.create({ data: row(status, facts) }),
    school: (uai: string, state: 'open' | 'closed' = 'open') =>
      db.school.create({ data: { ...schoolRow({ uai, name: `École ${uai}` }), state } }),
    async clear() {
      await db.aafAttachment.deleteMany();
      await db.aafRequest.deleteMany();
      await db.followUpStep.deleteMany();
      await db.convention.deleteMany();
      await db.reminder.deleteMany();
      await db.alertNotice.deleteMany();
      await db.digestTurn.deleteMany();
      await db.digestItem.deleteMany();
      await db.mailPreference.deleteMany();
      await db.outgoingMail.deleteMany();
      await db.school.deleteMany({ where: { uai: { startsWith: '0957' } } });
    },
  };
}

/** An opinion asked of the DPD or of the legal service. */
export const opinionRow = (
  kind: 'dpo' | 'legal',
  dueOn: string,
  given: Partial<Prisma.OpinionCreateWithoutConventionInput> = {},
) => ({ kind, round: 1, requestedAt: new Date('2026-10-20T08:00:00Z'), dueOn: toDbDate(dueOn), ...given });
