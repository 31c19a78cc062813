import type { Phase } from '@/server/raci/domain';
import type { Activity, Matrix } from '../cell-rows';

type Actor = Matrix['actors'][number];

/** Which question about rows or columns is being asked. */
export type Asked =
  | { kind: 'row-add'; phase: Phase; after: string | null }
  | { kind: 'row-rename' | 'row-split' | 'row-phase' | 'row-remove'; row: Activity }
  | { kind: 'column-add'; after: string | null }
  | {
      kind:
        | 'column-rename'
        | 'column-split'
        | 'column-name'
        | 'column-divide'
        | 'column-replace'
        | 'column-remove';
      column: Actor;
    };
