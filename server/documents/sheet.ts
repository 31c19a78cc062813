/** One column of a list that becomes a file; days are civil dates (yyyy-mm-dd). */
export type SheetColumn<Row> = {
  label: string;
  /** In characters, for a workbook. */
  width?: number;
} & (
  | { kind: 'text'; value: (row: Row) => string | null | undefined }
  | { kind: 'number'; value: (row: Row) => number | null | undefined }
  | { kind: 'date'; value: (row: Row) => string | null | undefined }
);
