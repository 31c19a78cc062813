import { KEPT_LINES } from './limits';

/** One line of a report: where in the file, which UAI, why. */
export type ReportLine = { line: number; uai: string; reason: string };

/** Gathers the lines of a report without ever growing past KEPT_LINES of each kind. */
export class ReportLines {
  readonly kept: ReportLine[] = [];
  count = 0;

  add(line: number, uai: string, reason: string): void {
    this.count += 1;
    if (this.kept.length < KEPT_LINES) this.kept.push({ line, uai, reason });
  }
}

/** What an import did. `received` = created + updated + unchanged + refused + outside + merged. */
export type ImportReport = {
  importId: string;
  received: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Schools that the file no longer has. */
  closed: number;
  /** Lines that were not imported, each with its reason. */
  refused: number;
  /** Lines of départements that this import may not touch. */
  outside: number;
  /** Lines that repeat a UAI. */
  merged: number;
  warned: number;
  /** At most KEPT_LINES of each; `refused` and `warned` count them all. */
  refusals: ReportLine[];
  warnings: ReportLine[];
};
