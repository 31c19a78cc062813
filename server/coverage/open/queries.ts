import { civilDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { sha256Hex } from '@/server/documents/hash';
import { academySettings } from '@/server/organisations/settings';
import type { Context } from '@/server/trpc/context';
import { bandsOf } from '../bands';
import { coverageByDepartment } from '../queries';
import { type OpenAcademy, type OpenCoverage, type OpenRow, openCsv, openJson } from './domain';

type Asked = Pick<Context, 'db' | 'now'>;

export type OpenFile = { text: string; etag: string };
type Kept = { coverage: OpenCoverage; files: Map<'csv' | 'json', OpenFile> };
type Entry = { asOf: string; until: number; reading: Promise<Kept> };

/** How long the figures of a moment are given again without asking the database. */
export const KEPT_SECONDS = 300;

/** On the global object: pages and routes may load this module twice, and both must forget together. */
const holder = globalThis as typeof globalThis & {
  accordentOpenCoverage?: WeakMap<Db, Entry>;
};

/** Forgets what is kept, when an académie changes its mind: it must not stay one minute more on the page. */
export function forgetOpenCoverage(): void {
  holder.accordentOpenCoverage = new WeakMap();
}

function kept(ctx: Asked): Promise<Kept> {
  holder.accordentOpenCoverage ??= new WeakMap();
  const store = holder.accordentOpenCoverage;
  const asOf = civilDate(ctx.now);
  const known = store.get(ctx.db);
  if (known && known.asOf === asOf && ctx.now.getTime() < known.until) return known.reading;
  // Whoever comes meanwhile waits for the same reading; one that fails is not kept.
  const entry: Entry = {
    asOf,
    until: ctx.now.getTime() + KEPT_SECONDS * 1000,
    reading: read(ctx, asOf),
  };
  store.set(ctx.db, entry);
  entry.reading.catch(() => {
    if (store.get(ctx.db) === entry) store.delete(ctx.db);
  });
  return entry.reading;
}

async function read(ctx: Asked, asOf: string): Promise<Kept> {
  const academies = await ctx.db.academy.findMany({
    select: { code: true, name: true, settings: true, departments: { select: { code: true } } },
  });
  const open = academies
    .map(({ settings, ...academy }) => ({ ...academy, settings: academySettings(settings) }))
    .filter(({ settings }) => settings.publicCoverage);
  const departments = open.flatMap((academy) => academy.departments.map(({ code }) => code));
  const files = new Map<'csv' | 'json', OpenFile>();
  if (departments.length === 0) return { coverage: { asOf, academies: [], rows: [] }, files };
  const both = await Promise.all(
    (['primary', 'secondary'] as const).map((degree) =>
      coverageByDepartment(ctx, { degree, sector: 'public', asOf, departments }),
    ),
  );
  const rows = both
    .flatMap(({ degree, departments: counted }) =>
      counted.map(
        (one): OpenRow => ({
          academyCode: one.academyCode,
          academyName: one.academyName,
          departmentCode: one.code,
          departmentName: one.name,
          degree,
          counts: one.counts,
          demonstration: one.demonstration,
        }),
      ),
    )
    .toSorted(
      (a, b) =>
        a.academyName.localeCompare(b.academyName, 'fr') ||
        a.departmentCode.localeCompare(b.departmentCode) ||
        a.degree.localeCompare(b.degree),
    );
  const published = open
    .map(({ code, name, settings }): OpenAcademy => ({ code, name, bands: bandsOf(settings.coverageBands) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
  return { coverage: { asOf, academies: published, rows }, files };
}

/** The public figures: public schools, per département, of the académies that chose to publish. Kept a while. */
export async function openCoverage(ctx: Asked): Promise<OpenCoverage> {
  return (await kept(ctx)).coverage;
}

/** The same as a file, with the mark by which a second visit is told that nothing changed. */
export async function openFile(ctx: Asked, format: 'csv' | 'json'): Promise<OpenFile> {
  const { coverage, files } = await kept(ctx);
  const known = files.get(format);
  if (known) return known;
  const text = format === 'csv' ? openCsv(coverage) : openJson(coverage);
  const file = { text, etag: `"${sha256Hex(text).slice(0, 32)}"` };
  files.set(format, file);
  return file;
}
