'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { type LetterSet, usualLetters } from '@/server/raci/letters';

const Letters = createContext<LetterSet>(usualLetters);

/** The letters in which the académie writes its matrices, for all that is shown inside. */
export function WithLetters({ set, children }: { set: LetterSet; children: ReactNode }) {
  return <Letters value={set}>{children}</Letters>;
}

export const useLetters = (): LetterSet => useContext(Letters);
