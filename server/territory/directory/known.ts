import type { Client } from 'pg';
import { UnreadableFile } from './records';
import type { ReportLines } from './report';
import type { SchoolFacts } from './row';

/** More schools than any directory of France holds, several times over. */
const MOST_SCHOOLS = 400_000;

/**
 * The schools as they stand when an import begins, and what the file says of each. Kept in memory (some 70,000
 * lines at most): what the file only repeats is then never sent to the database.
 */
export class KnownSchools {
  /** Rank of each known school. */
  private readonly ranks = new Map<string, number>();
  /** Where the hash of each known school begins in `all`. */
  private starts = new Int32Array(0);
  /** Its first line in the file, or 0; negative when that line is flagged as one of several. */
  private lines = new Int32Array(0);
  /** First lines of the UAIs that were not known. */
  private readonly added = new Map<string, number>();
  /** Those of the lines that were taken. */
  readonly departments = new Set<string>();
  unchanged = 0;
  merged = 0;

  /** @param all one line a school: UAI, hash, département, cell (see `load`), separated by tabs */
  private constructor(private readonly all: string) {
    const starts: number[] = [];
    for (let at = 0; at < all.length; ) {
      const tab = all.indexOf('\t', at);
      this.ranks.set(all.slice(at, tab), starts.length);
      starts.push(tab + 1);
      const end = all.indexOf('\n', tab);
      at = end < 0 ? all.length : end + 1;
    }
    this.starts = Int32Array.from(starts);
    this.lines = new Int32Array(starts.length);
  }

  /**
   * Reads them all under the import's lock. The cell of an open school is its département, family and sector;
   * it is empty for a school that an import may not close.
   */
  static async load(client: Client): Promise<KnownSchools> {
    // One value for all rows: ten times faster to receive than as many rows.
    const { rows } = await client.query<{ all: string | null }>(
      `SELECT string_agg("uai" || E'\\t' || "factsHash" || E'\\t' || "departmentCode" || E'\\t' ||
         CASE WHEN "state" = 'closed' OR "demonstration" THEN ''
           ELSE "departmentCode" || '/' ||
             CASE WHEN "degree" = 'primary' THEN 'ecole' WHEN "nature" = 'lycee_pro' THEN 'lycee' ELSE "nature" END
             || '/' || coalesce("sector"::text, '') END, E'\\n') AS all FROM "School"`,
    );
    return new KnownSchools(rows[0]?.all ?? '');
  }

  /** Hash, département and cell of a known school. */
  private factsOf(rank: number): [string, string, string] {
    const start = this.starts[rank] as number;
    const end = this.all.indexOf('\n', start);
    const [hash = '', department = '', cell = ''] = this.all
      .slice(start, end < 0 ? undefined : end)
      .split('\t');
    return [hash, department, cell];
  }

  /** Département in which a school is known, or null. */
  departmentOf(uai: string): string | null {
    const rank = this.ranks.get(uai);
    return rank === undefined ? null : this.factsOf(rank)[1];
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
    const rank = this.ranks.get(uai);
    const first = rank === undefined ? (this.added.get(uai) ?? 0) : (this.lines[rank] as number);
    if (first !== 0) {
      this.merged += 1;
      if (!(first < 0 && multiUai))
        warnings.add(
          line,
          uai,
          `UAI déjà lu à la ligne ${Math.abs(first)}\u00a0: la première ligne est retenue.`,
        );
      return false;
    }
    this.departments.add(departmentCode);
    if (rank !== undefined) {
      this.lines[rank] = multiUai ? -line : line;
      const start = this.starts[rank] as number;
      if (!this.all.startsWith(hash, start) || this.all[start + hash.length] !== '\t') return true;
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
    if (!this.lines.includes(0)) return [];
    const cells = new Map<string, { present: number; absent: string[] }>();
    for (const [uai, rank] of this.ranks) {
      const [, department, cell] = this.factsOf(rank);
      if (cell === '' || !this.departments.has(department)) continue;
      let counts = cells.get(cell);
      if (!counts) {
        counts = { present: 0, absent: [] };
        cells.set(cell, counts);
      }
      if (this.lines[rank] !== 0) counts.present += 1;
      else counts.absent.push(uai);
    }
    return [...cells.values()].flatMap(({ present, absent }) => (present > absent.length ? absent : []));
  }
}
