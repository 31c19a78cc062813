import type { Client } from 'pg';
import { UnreadableFile } from './records';
import type { ReportLines } from './report';
import type { SchoolFacts } from './row';

/** More schools than any directory of France holds, several times over. */
const MOST_SCHOOLS = 400_000;

type Known = {
  hash: string;
  department: string;
  /** Département, family and sector of an open school; '' for one that an import may not close. */
  cell: string;
  /** Its first line in the file, or 0; negative when that line is flagged as one of several. */
  line: number;
};

/**
 * The schools as they stand when an import begins, and what the file says of each. Kept in memory (some 70,000
 * lines at most): what the file only repeats is then never sent to the database.
 */
export class KnownSchools {
  private readonly schools = new Map<string, Known>();
  /** First lines of the UAIs that were not known. */
  private readonly added = new Map<string, number>();
  private readonly departments = new Set<string>();
  unchanged = 0;
  merged = 0;

  /** Reads them all under the import's lock. */
  static async load(client: Client): Promise<KnownSchools> {
    const known = new KnownSchools();
    // One value for all rows: ten times faster to receive than as many rows.
    const { rows } = await client.query<{ all: string | null }>(
      `SELECT string_agg("uai" || E'\\t' || "factsHash" || E'\\t' || "departmentCode" || E'\\t' ||
         CASE WHEN "state" = 'closed' OR "demonstration" THEN ''
           ELSE "departmentCode" || '/' ||
             CASE WHEN "degree" = 'primary' THEN 'ecole' WHEN "nature" = 'lycee_pro' THEN 'lycee' ELSE "nature" END
             || '/' || coalesce("sector"::text, '') END, E'\\n') AS all FROM "School"`,
    );
    const all = rows[0]?.all ?? '';
    for (let at = 0; at < all.length; ) {
      const afterUai = all.indexOf('\t', at);
      const afterHash = all.indexOf('\t', afterUai + 1);
      const afterDepartment = all.indexOf('\t', afterHash + 1);
      const lineEnd = all.indexOf('\n', afterDepartment + 1);
      const end = lineEnd < 0 ? all.length : lineEnd;
      known.schools.set(all.slice(at, afterUai), {
        hash: all.slice(afterUai + 1, afterHash),
        department: all.slice(afterHash + 1, afterDepartment),
        cell: all.slice(afterDepartment + 1, end),
        line: 0,
      });
      at = end + 1;
    }
    return known;
  }

  /** Département in which a school is known, or null. */
  departmentOf(uai: string): string | null {
    return this.schools.get(uai)?.department ?? null;
  }

  /**
   * Takes note of a line. A UAI counts once: the first line is kept, the others are merged into it, and told
   * unless both are flagged alike.
   * @returns true when the line brings something new
   * @throws UnreadableFile beyond MOST_SCHOOLS
   */
  note(
    line: number,
    { uai, departmentCode, multiUai }: SchoolFacts,
    hash: string,
    warnings: ReportLines,
  ): boolean {
    const known = this.schools.get(uai);
    const first = known ? known.line : (this.added.get(uai) ?? 0);
    if (first !== 0) {
      this.merged += 1;
      if (!(first < 0 && multiUai))
        warnings.add(line, uai, `UAI déjà lu à la ligne ${Math.abs(first)} : la première ligne est retenue.`);
      return false;
    }
    this.departments.add(departmentCode);
    if (known) {
      known.line = multiUai ? -line : line;
      if (known.hash !== hash) return true;
      this.unchanged += 1;
      return false;
    }
    this.added.set(uai, multiUai ? -line : line);
    if (this.added.size > MOST_SCHOOLS)
      throw new UnreadableFile('Ce fichier contient plus d’établissements que la France n’en compte.');
    return true;
  }

  /**
   * The schools that the file no longer has, where it looks whole: cell by cell (département, family, sector),
   * and only when it holds more than half of the open schools known there. A file of public écoles therefore
   * closes no collège and no private école; a file of one commune closes nothing.
   */
  absent(): string[] {
    const cells = new Map<string, { present: number; absent: string[] }>();
    for (const [uai, { cell, department, line }] of this.schools) {
      if (cell === '' || !this.departments.has(department)) continue;
      let counts = cells.get(cell);
      if (!counts) {
        counts = { present: 0, absent: [] };
        cells.set(cell, counts);
      }
      if (line !== 0) counts.present += 1;
      else counts.absent.push(uai);
    }
    return [...cells.values()].flatMap(({ present, absent }) => (present > absent.length ? absent : []));
  }
}
