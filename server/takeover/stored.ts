import type { Takeover } from '@/prisma/generated/client';
import type { SheetRow } from '../documents/table-file';
import type { TakeoverField } from './fields';
import type { LineChoice, PlanInput } from './plan';

/** A spreadsheet as the plan reads it, from its row. */
export function planInputOf(row: Takeover): PlanInput {
  return {
    academyCode: row.academyCode,
    heads: row.heads as unknown as string[],
    columns: row.columns as unknown as (TakeoverField | '')[],
    rows: row.rows as unknown as SheetRow[],
    choices: row.choices as unknown as Record<string, LineChoice>,
  };
}
