import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { civilDate } from '@/server/clock';
import { academySettings } from '@/server/organisations/settings';
import type { Context } from '@/server/trpc/context';
import { bandsOf } from './bands';
import { chainSql, hasStage } from './chain';
import { countChain } from './count';
import {
  type Band,
  bandOf,
  type ChainCounts,
  type CoverageSector,
  type Degree,
  defaultBands,
  noSchools,
  type Rate,
  type RateKey,
  ratesOf,
  sectorLabels,
  sumCounts,
} from './domain';
import { perimeterSql, stagePerimeter } from './perimeter';
import { type CoverageQuery, type CoverageSchoolsQuery, coverageQuery, coverageSchoolsQuery } from './schema';
import { isFine, isPlace } from './territory';

type Asked = Pick<Context, 'db' | 'now'>;

export type DepartmentCoverage = {
  code: string;
  name: string;
  academyCode: string;
  academyName: string;
  counts: ChainCounts;
  rates: Record<RateKey, Rate>;
  /** Band of the computed share of schools in a project; null without schools. */
  band: string | null;
  /** True when the schools counted are those of the demonstration. */
  demonstration: boolean;
};

export type Coverage = {
  asOf: string;
  degree: Degree;
  sector: CoverageSector;
  /** French: what the denominators count. */
  scope: string;
  departments: DepartmentCoverage[];
  total: { counts: ChainCounts; rates: DepartmentCoverage['rates'] };
  demonstration: boolean;
};

/** The chain of the schools in this person's own perimeter, both degrees and all sectors together. */
export async function coverageWithin(ctx: Asked & { actor: Actor }, asOf: string): Promise<ChainCounts> {
  const mine = perimeterSql(stagePerimeter(ctx.actor));
  const rows = await countChain(ctx.db, { asOf, sector: 'all' }, mine);
  return sumCounts(rows);
}

/** The chain per département on a date, for an académie, a list of départements, or the whole country. */
export async function coverageByDepartment(ctx: Asked, input: CoverageQuery): Promise<Coverage> {
  const { degree, sector, academyCode, departments: codes, ...rest } = coverageQuery.parse(input);
  const asOf = rest.asOf ?? civilDate(ctx.now);
  const [departments, rows] = await Promise.all([
    ctx.db.department.findMany({
      where: { AND: [academyCode ? { academyCode } : {}, codes ? { code: { in: codes } } : {}] },
      select: {
        code: true,
        name: true,
        academyCode: true,
        academy: { select: { name: true, settings: true } },
      },
      orderBy: { code: 'asc' },
    }),
    countChain(ctx.db, { asOf, degree, sector, academyCode, departments: codes }),
  ]);
  const scope = sectorLabels[sector];
  // On the pages of an académie or of a département its own bands; on those of the whole country one for all.
  const ownBands = academyCode !== undefined || codes !== undefined;
  const bandsIn = bandsByAcademy();
  const counted = departments.map((department): DepartmentCoverage => {
    const row = rows.find((one) => one.departmentCode === department.code);
    const {
      departmentCode: _code,
      demonstration,
      ...counts
    } = row ?? { ...noSchools, departmentCode: '', demonstration: false };
    const rates = ratesOf(counts, scope);
    return {
      code: department.code,
      name: department.name,
      academyCode: department.academyCode,
      academyName: department.academy.name,
      counts,
      rates,
      band:
        bandOf(
          rates.inProject.ratio,
          ownBands ? bandsIn(department.academyCode, department.academy.settings) : defaultBands,
        )?.label ?? null,
      demonstration,
    };
  });
  const counts = sumCounts(counted.map((one) => one.counts));
  return {
    asOf,
    degree,
    sector,
    scope,
    departments: counted,
    total: { counts, rates: ratesOf(counts, scope) },
    demonstration: counted.some((one) => one.demonstration),
  };
}

/** The bands of an académie, read once from its settings. */
function bandsByAcademy(): (code: string, settings: unknown) => readonly Band[] {
  const known = new Map<string, readonly Band[]>();
  return (code, settings) => {
    const bands = known.get(code) ?? bandsOf(academySettings(settings).coverageBands);
    known.set(code, bands);
    return bands;
  };
}

/** The links of one school. */
export type SchoolStages = {
  inProject: boolean;
  signed: boolean;
  conventioned: boolean;
  attached: boolean;
  used: boolean;
  /** False: the DNMA has no row for it in the weeks that count; « not used » then says nothing. */
  measured: boolean;
};

/** The links as columns of a row of the chain (alias `c`). */
export const stageColumns = Prisma.sql`c."inProject", c."signed", c."conventioned", c."attached", c."used", c."measured"`;

export type CoverageSchool = {
  uai: string;
  name: string;
  nature: string;
  sector: 'public' | 'private' | null;
  communeName: string;
  /** Null outside the perimeter of whoever asks. */
  stages: SchoolStages | null;
};

export type CoverageSchools = {
  items: CoverageSchool[];
  nextCursor: string | null;
  /** The number of the table. */
  total: number;
  /** How many of them are outside the perimeter of whoever asks, hence not listed. */
  hidden: number;
};

type SchoolRow = Omit<CoverageSchool, 'stages'> & SchoolStages & { mine: boolean };

/**
 * The schools behind a number, by commune and name; what a person may not see is counted, not listed. On a territory
 * finer than a département even the count stops at the perimeter.
 */
export async function coverageSchools(
  ctx: Asked & { actor: Actor },
  input: CoverageSchoolsQuery,
): Promise<CoverageSchools> {
  const { territory, stage, degree, sector, nature, cursor, page, limit, ...rest } =
    coverageSchoolsQuery.parse(input);
  const asOf = rest.asOf ?? civilDate(ctx.now);
  const chain = chainSql({ asOf, degree, sector, territory, nature });
  const mine = perimeterSql(stagePerimeter(ctx.actor));
  // That a school exists is public; that a project, a product or a carrier holds it is a link of the chain.
  const visible = stage === 'exists' && isPlace(territory.kind) ? Prisma.sql`TRUE` : mine;
  const counted = isFine(territory.kind) ? visible : Prisma.sql`TRUE`;
  const after = cursor
    ? Prisma.sql`(c."communeName", c."name", c."uai") >
        (SELECT "communeName", "name", "uai" FROM "School" WHERE "uai" = ${cursor})`
    : Prisma.sql`TRUE`;
  const [rows, numbers] = await Promise.all([
    ctx.db.$queryRaw<SchoolRow[]>`
      SELECT c."uai", c."name", c."nature", c."sector", c."communeName",
        ${stageColumns}, (${mine}) AS "mine"
      FROM (${chain}) c WHERE ${hasStage(stage)} AND ${visible} AND ${after}
      ORDER BY c."communeName", c."name", c."uai" LIMIT ${limit + 1} OFFSET ${cursor ? 0 : (page - 1) * limit}`,
    ctx.db.$queryRaw<{ total: number; visible: number }[]>`
      SELECT count(*)::int AS "total", count(*) FILTER (WHERE ${visible})::int AS "visible"
      FROM (${chain}) c WHERE ${hasStage(stage)} AND ${counted}`,
  ]);
  const items = rows
    .slice(0, limit)
    .map(({ inProject, signed, conventioned, attached, used, measured, mine: seen, ...school }) => ({
      ...school,
      stages: seen ? { inProject, signed, conventioned, attached, used, measured } : null,
    }));
  const { total, visible: listed } = numbers[0] ?? { total: 0, visible: 0 };
  return {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.uai ?? null) : null,
    total,
    hidden: total - listed,
  };
}

/** Every académie, for the choice of a territory. */
export async function academyChoices({ db }: Pick<Context, 'db'>) {
  return db.academy.findMany({ select: { code: true, name: true }, orderBy: { name: 'asc' } });
}
