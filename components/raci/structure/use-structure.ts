'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';
import { refusalFrom } from '@/components/trpc';
import { toast } from '@/components/ui/toast';
import type { MatrixOwner } from '@/server/raci/owner';
import type { EditedStructure } from '@/server/raci/structure/commands';
import type { StructureEdit } from '@/server/raci/structure/schema';
import type { Matrix } from '../cell-rows';
import type { Cells } from '../cells';
import { useDoor } from '../door';

/** An edit, made from the matrix as it is when its turn comes; null when there is nothing to do any more. */
export type MakeEdit = (matrix: Matrix) => StructureEdit | null;

export type StructureHand = {
  /** Does an edit after those before it; rejects with the refusal. `done` is said with a way to take it back. */
  edit: (make: MakeEdit, done: string, then?: Then) => Promise<EditedStructure | null>;
  /** The same for a key or a menu: a refusal is said in a message. */
  try: (make: MakeEdit, done: string, then?: Then) => void;
};
/** Once the grid shows what an edit made: its keys, and the matrix as it is shown then. */
type Then = (made: readonly string[], matrix: Matrix) => void;

/**
 * Changes rows and columns one edit after the other, each against the structure that is shown. What is typed in
 * cells is kept first; the matrix is read again after each edit, one's own or another's.
 */
export function useStructure(owner: MatrixOwner, matrix: Matrix, cells: Cells): StructureHand {
  const router = useRouter();
  const { id, editStructure } = useDoor(owner);
  const shown = useRef(matrix);
  const waiters = useRef<{ version: number; go: () => void }[]>([]);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  /** The last structure of one's own making, which is nothing to be told of. */
  const own = useRef(0);
  useEffect(() => {
    shown.current = matrix;
    for (const { version, go } of waiters.current) if (matrix.structureVersion >= version) go();
    waiters.current = waiters.current.filter(({ version }) => matrix.structureVersion < version);
  }, [matrix]);

  const arrived = useCallback(
    (version: number) =>
      new Promise<void>((go) => {
        if (shown.current.structureVersion >= version) go();
        else waiters.current.push({ version, go });
      }),
    [],
  );

  const { flush, heard, tell } = cells;
  const edit = useCallback<StructureHand['edit']>(
    (make, done, then) => {
      const answer = turn.current.then(async () => {
        if (!(await flush()))
          throw new Error('Vos dernières saisies ne sont pas encore enregistrées\u00a0: réessayez ensuite.');
        const wanted = make(shown.current);
        if (!wanted) return null;
        try {
          const { structureVersion } = shown.current;
          const result = await editStructure({ id, structureVersion, edit: wanted });
          own.current = Math.max(own.current, result.structureVersion);
          return result;
        } finally {
          router.refresh();
        }
      });
      // The next edit waits until this one is shown; after a refusal it may begin at once.
      turn.current = answer.then(
        async (result) => {
          if (!result) return;
          await arrived(result.structureVersion);
          then?.(result.made, shown.current);
        },
        () => {},
      );
      return answer.then((result) => {
        const inverse = result?.inverse;
        if (inverse)
          toast(done, {
            undo: {
              label: 'Annuler',
              onUndo: () =>
                void edit(() => inverse, 'Changement annulé.').catch((error: unknown) =>
                  toast(refusalFrom(error).message, { tone: 'danger' }),
                ),
            },
          });
        else if (result && result.structureVersion === own.current) toast(done);
        return result;
      });
    },
    [arrived, editStructure, flush, id, router],
  );

  // Rows or columns changed elsewhere: what is being typed here is kept first, then all is read again.
  const told = useRef(matrix.structureVersion);
  useEffect(() => {
    if (!heard || heard.structureVersion <= Math.max(told.current, own.current)) return;
    if (heard.structureVersion <= shown.current.structureVersion) return;
    told.current = heard.structureVersion;
    const by = heard.structureBy;
    if (by && !by.mine)
      tell({
        message: `${by.name} a changé les lignes ou les colonnes de la matrice\u00a0: vous la voyez telle qu’elle est maintenant.`,
        overwrites: false,
        place: null,
      });
    void flush().finally(() => router.refresh());
  }, [heard, flush, router, tell]);

  return {
    edit,
    try: (make, done, then) =>
      void edit(make, done, then).catch((error: unknown) =>
        toast(refusalFrom(error).message, { tone: 'danger' }),
      ),
  };
}
