import type { Saving } from '@/components/ui/save-state';
import { isUnsaved, type Part } from './save-queue';

/** One part among all, with the name of its engine and its own. */
export type NamedPart = { engine: 'articles' | 'fields' | 'identity'; id: string; part: Part<unknown> };

/** Where saving stands for the whole text, worst first. */
export function savingOf(parts: readonly NamedPart[]): Saving {
  const troubles = parts.flatMap(({ part }) => (part.trouble ? [part.trouble] : []));
  const conflicts = troubles.filter(({ kind }) => kind === 'conflict').length;
  if (conflicts > 0)
    return {
      state: 'failed',
      reason:
        conflicts === 1 ? 'une autre version attend votre choix' : 'd’autres versions attendent votre choix',
    };
  const refused = troubles.find(({ kind }) => kind === 'refused') ?? troubles[0];
  if (refused) return { state: 'failed', reason: midSentence(refused.message) };
  if (parts.some(({ part }) => part.sending !== null)) return { state: 'saving' };
  if (parts.some(({ part }) => isUnsaved(part))) return { state: 'dirty' };
  const at = Math.max(0, ...parts.map(({ part }) => part.savedAt ?? 0));
  return { state: 'saved', at: at > 0 ? new Date(at) : null };
}

/** A sentence as the end of another: « Le texte compte… . » after a colon. */
function midSentence(sentence: string): string {
  return (sentence.charAt(0).toLowerCase() + sentence.slice(1)).replace(/\.$/, '');
}
