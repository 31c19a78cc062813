'use client';

import type { ReactNode } from 'react';
import { VirtualGrid, type VirtualRows } from './virtual-grid';

/** A list of thousands of rows of equal height; `children` makes what a row shows. */
export function VirtualList<T>({
  children,
  rowHeight = 44,
  height = '28rem',
  ...props
}: VirtualRows<T> & { children: (item: T) => ReactNode }) {
  return (
    <VirtualGrid
      {...props}
      rowHeight={rowHeight}
      height={height}
      hasHead={false}
      columns={[{ key: 'row', label: props.label, render: children }]}
    />
  );
}
