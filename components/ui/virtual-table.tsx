'use client';

import { VirtualGrid, type VirtualRows } from './virtual-grid';
import type { VirtualColumn } from './virtual-row';

export type { VirtualColumn } from './virtual-row';

/**
 * A table of thousands of rows already in the browser, one line each. For lists that the server
 * pages and sorts, use DataTable.
 */
export function VirtualTable<T>(props: VirtualRows<T> & { columns: readonly VirtualColumn<T>[] }) {
  return <VirtualGrid {...props} hasHead />;
}
