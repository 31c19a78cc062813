import { type RefObject, useEffect, useRef } from 'react';
import type { Matrix, Place } from './cell-rows';
import type { GridHand } from './grid';
import { cardId, cellId } from './words';

/** Goes to a cell: in the grid, or to the card of its activity where the grid is not shown. */
export function goToPlace(hand: RefObject<GridHand | null>, place: Place): void {
  if (hand.current?.reveal(place)) return;
  const card = document.getElementById(cardId(place.activityId));
  if (card instanceof HTMLDetailsElement) card.open = true;
  card?.scrollIntoView({ block: 'start' });
  card?.querySelector('summary')?.focus();
}

/** A link from elsewhere may name a cell (« #case-… »): the page opens on it, drawn yet or not. */
export function useLanding(hand: RefObject<GridHand | null>, matrix: Matrix): void {
  const landed = useRef(false);
  useEffect(() => {
    if (landed.current) return;
    landed.current = true;
    const target = decodeURIComponent(window.location.hash.slice(1));
    for (const { id: activityId } of matrix.phases.flatMap((band) => band.activities))
      for (const { key: actorKey } of matrix.actors)
        if (target === cellId(activityId, actorKey)) goToPlace(hand, { activityId, actorKey });
  }, [hand, matrix]);
}
