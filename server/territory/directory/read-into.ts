import type { Client } from 'pg';
import type { Field } from './columns';
import { KnownSchools } from './known';
import { readDirectory } from './reader';
import { ReportLines } from './report';
import type { Beside, SchoolFacts } from './row';
import type { OnProgress } from './run';
import type { DirectorySource, Inspection } from './source';

/** What the reading of a file leaves beside its lines: what is known, and the report. */
export type ReadFile = {
  received: number;
  /** What the file has columns for. */
  told: ReadonlySet<Field>;
  outside: number;
  schools: KnownSchools;
  warnings: ReportLines;
  refusals: ReportLines;
  /** Pupils of each school of which the file tells them. */
  pupils: Map<string, number>;
  /** Latest day on which the directory touched a line (ISO), not after today; null when no line says. */
  linesOn: string | null;
};

/** Where the lines that bring something new go. */
export type LineSink = {
  add(line: number, facts: SchoolFacts, factsHash: string, beside: Beside): void;
  /** Hands on what was added, and waits when the database is slower than the file. */
  flush(): Promise<void>;
  end(): Promise<void>;
};

/** Reads a file line by line into the sink; what is not of the scope is counted and left. */
export async function readInto(
  client: Client,
  scope: { academyCode: string | null },
  source: DirectorySource,
  { encoding = 'utf-8', unfolded }: Inspection,
  today: string,
  openSink: () => LineSink,
  onProgress: OnProgress,
): Promise<ReadFile> {
  const { rows: departments } = await client.query<{ code: string; academyCode: string }>(
    'SELECT "code", "academyCode" FROM "Department"',
  );
  const known = new Set(departments.map((d) => d.code));
  const mine = new Set(
    departments
      .filter((d) => scope.academyCode === null || d.academyCode === scope.academyCode)
      .map((d) => d.code),
  );
  const schools = await KnownSchools.load(client);
  const sink = openSink();
  const warnings = new ReportLines();
  const refusals = new ReportLines();
  const pupils = new Map<string, number>();
  let outside = 0;
  let linesOn: string | null = null;
  const { received, told } = await readDirectory(
    source.read(),
    encoding,
    (line, verdict, oddWidth) => {
      const department = 'facts' in verdict ? verdict.facts.departmentCode : verdict.departmentCode;
      const uai = 'facts' in verdict ? verdict.facts.uai : verdict.uai;
      const knownIn = scope.academyCode === null ? null : schools.departmentOf(uai);
      if (department !== null && scope.academyCode !== null && !mine.has(department)) {
        outside += 1;
      } else if (knownIn !== null && !mine.has(knownIn)) {
        // The file would move another académie's school into this one.
        outside += 1;
        warnings.add(line, uai, `École connue dans le département ${knownIn}, hors de votre académie.`);
      } else if (!('facts' in verdict)) {
        refusals.add(line, uai, verdict.refusal);
      } else if (!known.has(verdict.facts.departmentCode)) {
        refusals.add(
          line,
          verdict.facts.uai,
          `Département ${department}\u00a0: hors des 101 départements suivis.`,
        );
      } else {
        const { beside } = verdict;
        if (oddWidth) warnings.add(line, uai, oddWidth);
        for (const warning of verdict.warnings) warnings.add(line, uai, warning);
        if (beside.updatedOn !== null && (linesOn === null || beside.updatedOn > linesOn))
          if (beside.updatedOn <= today) linesOn = beside.updatedOn;
        if (beside.pupils !== null && !pupils.has(uai)) pupils.set(uai, beside.pupils);
        if (schools.note(line, verdict.facts, verdict.hash, warnings))
          sink.add(line, verdict.facts, verdict.hash, beside);
      }
    },
    async (read) => {
      await sink.flush();
      await onProgress('Lecture du fichier', Math.min(70, Math.round((70 * read) / Math.max(unfolded, 1))));
    },
    (line) =>
      warnings.add(
        line,
        '',
        'Cette ligne n’est pas encodée comme les autres (windows-1252 dans un fichier UTF-8)\u00a0: elle a été lue comme telle, vérifiez ses accents.',
      ),
  );
  await sink.end();
  return { received, told, outside, schools, warnings, refusals, pupils, linesOn };
}
