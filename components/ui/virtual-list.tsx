'use client';

import type { ReactNode } from 'react';
import { Checkbox, GridList, GridListItem } from 'react-aria-components/GridList';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { CheckMark } from './checkbox';

/**
 * A list of thousands of rows of equal height, of which only the visible ones exist. With
 * `selected`, each row has its checkbox; Shift extends, Ctrl+A takes all, typing finds a row.
 */
export function VirtualList<T extends object>({
  label,
  items,
  getId,
  getText,
  children,
  rowHeight = 44,
  height = '28rem',
  selected,
  onSelect,
  disabledIds,
  onOpen,
  empty = 'Aucune ligne.',
}: {
  label: string;
  items: readonly T[];
  getId: (item: T) => string;
  /** What the row is called. */
  getText: (item: T) => string;
  /** What the row shows. */
  children: (item: T) => ReactNode;
  rowHeight?: number;
  height?: string;
  selected?: ReadonlySet<string>;
  onSelect?: (ids: Set<string>) => void;
  disabledIds?: Iterable<string>;
  onOpen?: (id: string) => void;
  empty?: ReactNode;
}) {
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: rowHeight }}>
      <GridList
        aria-label={label}
        items={items}
        dependencies={[children]}
        selectionMode={selected ? 'multiple' : 'none'}
        selectedKeys={selected}
        onSelectionChange={(keys) =>
          onSelect?.(
            keys === 'all' ? new Set(items.map(getId)) : new Set([...keys].map((key) => String(key))),
          )
        }
        disabledKeys={disabledIds}
        onAction={onOpen && ((key) => onOpen(String(key)))}
        renderEmptyState={() => <p className="p-4 text-soft text-sm">{empty}</p>}
        style={{ height }}
        className="overflow-auto rounded-md border border-line bg-surface outline-none data-focus-visible:outline-3"
      >
        {(item) => (
          <GridListItem
            id={getId(item)}
            textValue={getText(item)}
            className="group flex h-full cursor-default items-center gap-3 border-line border-b px-3 text-sm -outline-offset-3! data-hovered:bg-sunken data-selected:bg-accent-soft data-disabled:text-soft"
          >
            {({ selectionMode, isDisabled }) => (
              <>
                {selectionMode === 'multiple' && (
                  <Checkbox slot="selection" className="group p-1">
                    {(state) =>
                      isDisabled ? <span className="block size-[1.15rem]" /> : <CheckMark {...state} />
                    }
                  </Checkbox>
                )}
                <span className="min-w-0 flex-1">{children(item)}</span>
              </>
            )}
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  );
}
