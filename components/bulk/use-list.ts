'use client';

import { useStored } from '@/components/ui/stored';
import type { LineChoices, PreviewLine } from '@/server/conventions/bulk/domain';

/** Where the communes come from, as the form holds it; a file is not kept for a reload. */
export type ListForm = {
  way: 'text' | 'place' | 'file';
  text: string;
  department: string | null;
  epci: string | null;
  templateKey: string | null;
  sector: 'public' | 'all';
};

const FIRST: ListForm = {
  way: 'text',
  text: '',
  department: null,
  epci: null,
  templateKey: null,
  sector: 'public',
};

/** The list being prepared, kept in this tab: nothing typed is lost on a reload. */
export const useListForm = () => useStored<ListForm>('session', 'bulk:list', FIRST);

export type Choices = Record<number, LineChoices>;

/** Lines that a person put in or took out, against what was proposed. */
export type Overrides = Record<number, boolean>;

/** Is this line to be done? What is proposed, unless the person said otherwise; never one that cannot be. */
export function isTaken({ line, state }: PreviewLine, overrides: Overrides): boolean {
  if (state === 'error' || state === 'choice') return false;
  return overrides[line] ?? state === 'ready';
}
