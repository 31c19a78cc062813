import { subject } from '@casl/ability';
import type { Academy } from '@/prisma/generated/client';
import { scope } from '@/server/access/scope';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { academySettings } from '../settings';

type Reader = Pick<Context, 'db' | 'ability'>;

/** Académies whose settings the actor may change. */
export async function listAcademies(ctx: Reader) {
  const rows = await ctx.db.academy.findMany({
    where: scope(ctx.ability, 'edit', 'Academy'),
    include: {
      departments: { select: { code: true, name: true }, orderBy: { code: 'asc' } },
      region: { select: { name: true } },
      _count: { select: { organisations: true, projects: true } },
    },
    orderBy: { name: 'asc' },
  });
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    region: row.region.name,
    departments: row.departments,
    organisations: row._count.organisations,
    projects: row._count.projects,
    publicCoverage: academySettings(row.settings).publicCoverage,
  }));
}

/** One académie and its settings, defaults filled in. */
export async function getAcademy(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.academy.findUnique({
    where: { code: id },
    include: { departments: { select: { code: true, name: true }, orderBy: { code: 'asc' } } },
  });
  if (!row) throw notFound('Cette académie');
  return {
    code: row.code,
    name: row.name,
    fullName: row.fullName,
    departments: row.departments,
    version: row.version,
    settings: academySettings(row.settings),
    can: { edit: ctx.ability.can('edit', subject('Academy', row as Academy)) },
  };
}

export type AcademyDetail = Awaited<ReturnType<typeof getAcademy>>;
