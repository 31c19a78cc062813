'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { CellNews, Place } from './cell-rows';

/** What others wrote meanwhile: a quiet line, or a notice when it met what one had written oneself. */
export function News({
  news,
  forget,
  onGo,
}: {
  news: CellNews;
  forget: () => void;
  /** Goes to a cell. */
  onGo: (place: Place) => void;
}) {
  const { message, overwrites, place } = news;
  return (
    <Notice
      tone={overwrites ? 'warning' : 'info'}
      live
      title={
        overwrites && place ? 'Deux saisies dans la même case' : 'La matrice change pendant que vous la lisez'
      }
      actions={
        <>
          {place && (
            <Button size="sm" onPress={() => onGo(place)}>
              Aller à la case
            </Button>
          )}
          <Button size="sm" variant="quiet" onPress={forget}>
            J’ai vu
          </Button>
        </>
      }
    >
      {message}
    </Notice>
  );
}
