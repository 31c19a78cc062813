'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { announce } from '@/components/ui/announce';
import { Button } from '@/components/ui/button';

/** Jumps from change to change: buttons, and F8 with or without Maj. */
export function ChangeJumps({ total }: { total: number }) {
  const at = useRef(-1);
  const [shown, setShown] = useState(0);
  const go = useCallback((step: 1 | -1) => {
    const all = [...document.querySelectorAll<HTMLElement>('[data-change]')].filter(
      (one) => one.offsetParent !== null,
    );
    if (all.length === 0) return;
    at.current = (at.current + step + all.length) % all.length;
    const change = all[at.current];
    change?.scrollIntoView({ block: 'center' });
    change?.focus({ preventScroll: true });
    setShown(at.current + 1);
    announce(`Changement ${at.current + 1} sur ${all.length}`);
  }, []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [go]);
  if (total === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="sm" icon={<ArrowUp aria-hidden />} onPress={() => go(-1)}>
        Changement précédent
      </Button>
      <Button size="sm" icon={<ArrowDown aria-hidden />} onPress={() => go(1)}>
        Changement suivant
      </Button>
      <span className="tabular text-soft text-sm">
        {shown > 0 ? `${shown} sur ${total}` : `${total} à parcourir`} · touche F8
      </span>
    </div>
  );
}
