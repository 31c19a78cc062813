import { readTable, type SheetTable } from '../documents/table-file';
import { recognise } from './fields';
import { MAX_LINES, MAX_SHEET_BYTES } from './limits';

/** The heads and the lines of a spreadsheet of conventions. */
export const readConventionTable = (bytes: Buffer): Promise<SheetTable> =>
  readTable(bytes, {
    maxBytes: MAX_SHEET_BYTES,
    maxLines: MAX_LINES,
    named: 'un tableau de conventions',
    known: (heads) => recognise(heads).filter(Boolean).length,
  });
