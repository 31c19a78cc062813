import type { PersonAct } from '@/server/audit/journal';
import { civilDate } from '@/server/clock';
import { toCsv } from '@/server/documents/csv';
import { safeFileName, streamZip, type ZipEntry } from '@/server/documents/zip';
import { AppError } from '@/server/errors';
import { counted } from '@/server/french';
import { type Context, createContext } from '@/server/trpc/context';
import type { Kind, WorkRun } from '@/server/work/kinds';
import type { WorkReportLine } from '@/server/work/schema';
import { conventionPdf } from '../queries/document';
import { statusLabels } from '../transitions';
import { zipInput } from './schema';

/** One line of the index of an archive. */
type Indexed = {
  number: string;
  title: string;
  authority: string;
  state: string;
  version: number;
  document: string;
  sha256: string;
  fileName: string;
  reason: string;
};

const columns = [
  { label: 'Numéro', value: (row: Indexed) => row.number },
  { label: 'Titre', value: (row: Indexed) => row.title },
  { label: 'Collectivité', value: (row: Indexed) => row.authority },
  { label: 'État', value: (row: Indexed) => row.state },
  { label: 'Version', value: (row: Indexed) => row.version },
  { label: 'Document', value: (row: Indexed) => row.document },
  { label: 'SHA-256', value: (row: Indexed) => row.sha256 },
  { label: 'Fichier', value: (row: Indexed) => row.fileName },
  { label: 'Motif d’absence', value: (row: Indexed) => row.reason },
];

/** What an archive calls a document: unique by its number, and safe on every system. */
const documentName = (number: string, authority: string, frozen: boolean) =>
  safeFileName(`${number} ${authority.slice(0, 80)}${frozen ? '' : ' PROJET'}.pdf`);

/**
 * The PDFs of many conventions in one archive, with an index: the frozen document where there is one, else the
 * draft marked « PROJET ». One document at a time is in memory. Whoever asked must still be allowed to read
 * each of them; what cannot be given is in the index with its reason.
 */
export const zipKind: Kind = async (run) => {
  const { act, work, keepFile } = run;
  const { ids } = zipInput.parse(work.input);
  const rows: Indexed[] = [];
  const lines: WorkReportLine[] = [];
  const name = `conventions-${civilDate(act.now)}.zip`;
  const chunks = streamZip(entriesOf(run, ids, rows, lines));
  await keepFile({ name, mime: 'application/zip', chunks });
  const given = rows.filter(({ fileName }) => fileName !== '').length;
  return {
    report: {
      summary: `${counted(given, 'document')} dans l’archive${given < ids.length ? `, ${counted(ids.length - given, 'absent')}` : ''}, avec l’index «\u00a0index.csv\u00a0».`,
      lines,
    },
  };
};

const contextOf = ({ db, actor, now }: PersonAct): Context =>
  createContext({ db, userId: actor.userId, actor, now, channel: 'screen', ip: null, userAgent: null });

async function* entriesOf(
  { act, checkpoint }: WorkRun,
  ids: readonly string[],
  rows: Indexed[],
  lines: WorkReportLine[],
): AsyncGenerator<ZipEntry> {
  const ctx = contextOf(act);
  for (const [at, id] of ids.entries()) {
    const convention = await act.db.convention.findUnique({
      where: { id },
      select: {
        number: true,
        title: true,
        status: true,
        version: true,
        authority: { select: { name: true } },
      },
    });
    const number = convention?.number ?? '';
    await checkpoint({ done: at, total: ids.length, step: number ? `Convention ${number}` : '' });
    const authority = convention?.authority.name ?? '';
    const row: Indexed = {
      number,
      title: convention?.title ?? '',
      authority,
      state: convention ? statusLabels[convention.status].label : '',
      version: convention?.version ?? 0,
      document: '',
      sha256: '',
      fileName: '',
      reason: '',
    };
    rows.push(row);
    const line = { line: at + 1, subject: `${number} – ${authority}`, href: `/conventions/${id}` };
    try {
      const pdf = await conventionPdf(ctx, id);
      row.fileName = documentName(number, authority, pdf.frozen);
      row.document = pdf.frozen ? 'document figé' : 'projet';
      row.sha256 = pdf.sha256;
      lines.push({ ...line, outcome: pdf.frozen ? 'Document figé' : 'Projet', tone: 'success' });
      yield { name: row.fileName, bytes: pdf.bytes };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Nothing is told of what this person may not read.
      if (error.code === 'not_found') Object.assign(row, { title: '', authority: '', state: '' });
      row.reason = error.message;
      lines.push({
        ...line,
        subject: number || id,
        outcome: 'Absent',
        tone: 'warning',
        reason: error.message,
      });
    }
  }
  await checkpoint({ done: ids.length, step: 'Index de l’archive' });
  yield { name: 'index.csv', bytes: Buffer.from(toCsv(columns, rows)) };
}
