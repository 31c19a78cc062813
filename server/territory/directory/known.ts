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
};

/**
 * The schools as they stand when an import begins, and what the file says of each. Kept in memory (some 70,000
 * lines at most): what the file only repeats is then never sent to the database.
 */
export class KnownSchools {
  private readonly schools = new Map<string, Known>();
  /** First line on which each UAI stands; negative when that line is flagged as one of several. */
  private readonly seen = new Map<string, number>();
  private readonly departments = new Set<string>();
  unchanged = 0;
  merged = 0;

  /** Reads them all under the import's lock. */
  static async load(client: Client): Promise<KnownSchools> {
    const known = new KnownSchools();
    // One value for all rows: ten times faster to receive than as many rows.
    const { rows } = await client.query<{ all: string | null }>(
      `SELECT string_agg("uai" || ' ' || "factsHash" || ' ' || "departmentCode" || ' ' ||
         CASE WHEN "state" = 'closed' OR "demonstration" THEN ''
           ELSE "departmentCode" || '/' ||
             CASE WHEN "degree" = 'primary' THEN 'ecole' WHEN "nature" = 'lycee_pro' THEN 'lycee' ELSE "nature" END
             || '/' || coalesce("sector"::text, '') END, E'\\n') AS all FROM "School"`,
    );
    for (const line of (rows[0]?.all ?? '').split('\n')) {
      if (line === '') continue;
      const [uai = '', hash = '', department = '', cell = ''] = line.split(' ');
      known.schools.set(uai, { hash, department, cell });
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
    const first = this.seen.get(uai);
    if (first !== undefined) {
      this.merged += 1;
      if (!(first < 0 && multiUai))
        warnings.add(line, uai, `UAI déjà lu à la ligne ${Math.abs(first)} : la première ligne est retenue.`);
      return false;
    }
    this.seen.set(uai, multiUai ? -line : line);
    if (this.seen.size > MOST_SCHOOLS)
      throw new UnreadableFile('Ce fichier contient plus d’établissements que la France n’en compte.');
    this.departments.add(departmentCode);
    if (this.schools.get(uai)?.hash !== hash) return true;
    this.unchanged += 1;
    return false;
  }

  /**
   * The schools that the file no longer has, where it looks whole: cell by cell (département, family, sector),
   * and only when it holds more than half of the open schools known there. A file of public écoles therefore
   * closes no collège and no private école; a file of one commune closes nothing.
   */
  absent(): string[] {
    const cells = new Map<string, { present: number; absent: string[] }>();
    for (const [uai, { cell, department }] of this.schools) {
      if (cell === '' || !this.departments.has(department)) continue;
      let counts = cells.get(cell);
      if (!counts) {
        counts = { present: 0, absent: [] };
        cells.set(cell, counts);
      }
      if (this.seen.has(uai)) counts.present += 1;
      else counts.absent.push(uai);
    }
    return [...cells.values()].flatMap(({ present, absent }) => (present > absent.length ? absent : []));
  }
}
