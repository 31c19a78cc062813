import type { Actor } from '@/server/access/actor';
import { addMonths } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import { type ChainCounts, type Degree, movedSince } from '@/server/coverage/domain';
import { type Coverage, coverageByDepartment, coverageWithin } from '@/server/coverage/queries';
import type { Context } from '@/server/trpc/context';

type Hatted = Pick<Context, 'db' | 'now'> & { actor: Actor };

/** Départements in which this hat works; null for the whole country, empty for none. */
export async function departmentsOf({ db, actor }: Hatted): Promise<string[] | null> {
  switch (actor.role) {
    case 'national_observer':
      return null;
    case 'operator':
    case 'reader':
      return [];
    case 'dsden':
      return actor.departmentCode ? [actor.departmentCode] : [];
    case 'school_head': {
      const school = await db.school.findUnique({
        where: { uai: actor.uai ?? '' },
        select: { departmentCode: true },
      });
      return school ? [school.departmentCode] : [];
    }
    case 'vendor': {
      const projects = await db.project.findMany({
        where: { productId: { in: actor.productIds }, closedAt: null },
        select: { departmentCodes: true },
      });
      return [...new Set(projects.flatMap((one) => one.departmentCodes))].sort();
    }
    case 'authority_editor':
    case 'authority_signatory':
    case 'mutualising_body': {
      const authorities = await db.authority.findMany({
        where: { id: { in: actor.authorityIds } },
        select: { departmentCode: true },
      });
      return [...new Set(authorities.flatMap((one) => one.departmentCode ?? []))].sort();
    }
    default: {
      const departments = await db.department.findMany({
        where: { academyCode: actor.academyCode ?? '' },
        select: { code: true },
      });
      return departments.map((one) => one.code);
    }
  }
}

export type Funnel = {
  code: string;
  name: string;
  counts: ChainCounts;
  moved: ChainCounts;
  demonstration: boolean;
};

export type TerritoryView = {
  asOf: string;
  /** The day one month earlier with which it is compared. */
  before: string;
  degree: Degree;
  scope: string;
  /** Per département; empty for the whole country, where only the total is told. */
  departments: Funnel[];
  total: { counts: ChainCounts; moved: ChainCounts };
  demonstration: boolean;
};

const funnels = (now: Coverage, before: Coverage): Funnel[] =>
  now.departments.map(({ code, name, counts, demonstration }, index) => ({
    code,
    name,
    counts,
    moved: movedSince(before.departments[index]?.counts ?? counts, counts),
    demonstration,
  }));

/** The chain of coverage of this hat's territory, and what moved in a month. Null when it has none. */
export async function territoryOf(ctx: Hatted, degree: Degree = 'primary'): Promise<TerritoryView | null> {
  const codes = await departmentsOf(ctx);
  if (codes?.length === 0) return null;
  const asOf = civilDate(ctx.now);
  const before = addMonths(asOf, -1);
  const asked = { degree, sector: 'public' as const, ...(codes ? { departments: codes } : {}) };
  const [now, then] = await Promise.all([
    coverageByDepartment(ctx, { ...asked, asOf }),
    coverageByDepartment(ctx, { ...asked, asOf: before }),
  ]);
  return {
    asOf,
    before,
    degree,
    scope: now.scope,
    departments: codes ? funnels(now, then) : [],
    total: { counts: now.total.counts, moved: movedSince(then.total.counts, now.total.counts) },
    demonstration: now.demonstration,
  };
}

/** Where « my » schools stand, for those whose territory is not a département: both degrees, all sectors. */
export async function mySchools(ctx: Hatted): Promise<ChainCounts | null> {
  const own = ['authority_editor', 'authority_signatory', 'mutualising_body', 'vendor', 'school_head'];
  return own.includes(ctx.actor.role) ? coverageWithin(ctx, civilDate(ctx.now)) : null;
}
