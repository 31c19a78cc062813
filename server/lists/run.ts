import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hatLabel } from '../access/actor';
import { rulesFor } from '../access/rules';
import { longDate } from '../calendar';
import { civilDate } from '../clock';
import { CsvFile } from '../documents/csv-stream';
import { XlsxFile } from '../documents/xlsx-stream';
import { counted } from '../french';
import type { Kind, WorkResult, WorkRun } from '../work/kinds';
import { type ExportInput, exportInput, exportListLabels } from './schema';
import { aafSource, conventionSource, projectSource, type Source } from './sources';

const mimes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/**
 * Writes a list to a file, page after page: rows are read, written and forgotten, so that their number does not
 * fill the memory. What may be read is told by the rules of the hat as it stands now. A run that was stopped
 * begins again: the file is made in one go.
 */
export const exportKind: Kind = async (run) => {
  const { actor, db, now } = run.act;
  const input = exportInput.parse(run.work.input);
  const ctx = { db, actor, now, ability: rulesFor(actor) };
  switch (input.list) {
    case 'projects':
      return write(run, input, await projectSource(ctx, input.filters));
    case 'conventions':
      return write(run, input, await conventionSource(ctx, input.filters));
    case 'aaf':
      return write(run, input, await aafSource(ctx, input.filters));
  }
};

async function write<Row>(run: WorkRun, input: ExportInput, source: Source<Row>): Promise<WorkResult> {
  const { title, file, one, many } = exportListLabels[input.list];
  const folder = await mkdtemp(path.join(tmpdir(), 'accordent-liste-'));
  try {
    const target =
      input.format === 'csv'
        ? new CsvFile(folder, source.columns)
        : new XlsxFile(folder, title, source.columns);
    let done = 0;
    for await (const page of source.pages) {
      await target.write(page);
      done += page.length;
      await run.checkpoint({ done, total: Math.max(done, source.total), step: `Écriture des ${many}` });
    }
    const day = civilDate(run.act.now);
    const made = await target.close([
      ['Source', `Accord’ENT, ${run.work.label}`],
      ['Lignes', counted(done, one, many)],
      ['Exporté le', longDate(day)],
      ['Demandé par', `${run.act.actor.userName} (${hatLabel(run.act.actor)})`],
      ['Périmètre', 'Ce que ce rôle pouvait lire à ce moment.'],
    ]);
    const name = `${file}-${day}.${input.format}`;
    return { report: { rows: done }, file: { name, mime: mimes[input.format], bytes: await readFile(made) } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
