'use client';

import { ArrowDown, ArrowUp, MessageSquare } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { counted } from '@/components/ui/format';
import { Switch } from '@/components/ui/switch';
import { useComments } from './comments';

/** How many comments wait, the filter, and the way from one to the next (F8, Maj + F8). */
export function CommentsBar() {
  const comments = useComments();
  const total = comments?.view.threads.length ?? 0;
  const go = useCallback((step: 1 | -1) => {
    const all = [...document.querySelectorAll<HTMLElement>('[data-thread]')];
    if (all.length === 0) return;
    const now = all.findIndex((one) => one.contains(document.activeElement));
    const next = all[(now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step + all.length) % all.length];
    next?.scrollIntoView({ block: 'center' });
    next?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (total === 0) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [go, total]);
  if (!comments || total === 0) return null;
  const open = comments.view.threads.filter((thread) => !thread.resolvedAt).length;
  return (
    <section
      aria-label="Commentaires"
      className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b pb-3 text-sm print:hidden"
    >
      <span className="inline-flex items-center gap-1.5">
        <MessageSquare aria-hidden className="size-4" />
        {counted(open, 'commentaire non résolu', 'commentaires non résolus')} sur {total}
      </span>
      <Switch
        label="Non résolus seulement"
        value={comments.isUnresolvedOnly}
        onChange={comments.setUnresolvedOnly}
      />
      <span className="flex flex-wrap items-center gap-2">
        <Button size="sm" icon={<ArrowUp aria-hidden />} onPress={() => go(-1)}>
          Commentaire précédent
        </Button>
        <Button size="sm" icon={<ArrowDown aria-hidden />} onPress={() => go(1)}>
          Commentaire suivant
        </Button>
        <span className="text-soft max-sm:hidden">touche F8</span>
      </span>
    </section>
  );
}
