'use client';

import { ArrowRight } from 'lucide-react';
import type { Meaning } from '@/server/raci/domain';
import { formatLetters } from '@/server/raci/letters';
import { useLetters } from '../letters';

/** « R → AR »: what was is struck, what is stands out; a cell without letters is a dash. */
export function LetterChange({ before, after }: { before: readonly Meaning[]; after: readonly Meaning[] }) {
  const letters = useLetters();
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <del className="text-soft">{formatLetters(before, letters) || '–'}</del>
      <ArrowRight aria-label="devient" className="size-3.5 shrink-0 text-soft" />
      <ins className="font-bold no-underline">{formatLetters(after, letters) || '–'}</ins>
    </span>
  );
}

/** Letters that did not change. */
export function Letters({ given }: { given: readonly Meaning[] }) {
  return <>{formatLetters(given, useLetters())}</>;
}
