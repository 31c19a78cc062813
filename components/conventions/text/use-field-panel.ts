'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { announce } from '@/components/ui/announce';
import { type Draft, identityKeys, nextMissing } from './draft';
import type { OpenField } from './field-panel';

/** Where a field stands in the document: its first place that takes the focus. */
function placeOf(root: HTMLElement | null, key: string): HTMLElement | null {
  return root?.querySelector<HTMLElement>(`:is(button, [role=button])[data-variable="${key}"]`) ?? null;
}

/** Which field is open; clicks and keys on any field under `root` open it, and closing gives the focus back. */
export function useFieldPanel(
  root: RefObject<HTMLElement | null>,
  draft: Draft,
  onIdentity: (key: string) => void,
) {
  const [open, setOpen] = useState<OpenField | null>(null);
  const last = useRef<string | null>(null);

  const show = useCallback(
    (key: string, from?: HTMLElement) => {
      last.current = key;
      if (identityKeys.includes(key)) {
        setOpen(null);
        onIdentity(key);
        return;
      }
      const element = from ?? placeOf(root.current, key);
      if (!element) return;
      if (!from) element.scrollIntoView({ block: 'center' });
      setOpen({ key, element });
    },
    [root, onIdentity],
  );

  useEffect(() => {
    const sheet = root.current;
    const fieldOf = (event: Event) => (event.target as HTMLElement).closest<HTMLElement>('[data-variable]');
    const click = (event: MouseEvent) => {
      const field = fieldOf(event);
      if (field?.dataset.variable) show(field.dataset.variable, field);
    };
    const press = (event: KeyboardEvent) => {
      const field = fieldOf(event);
      if (field?.getAttribute('role') !== 'button' || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      if (field.dataset.variable) show(field.dataset.variable, field);
    };
    sheet?.addEventListener('click', click);
    sheet?.addEventListener('keydown', press);
    return () => {
      sheet?.removeEventListener('click', click);
      sheet?.removeEventListener('keydown', press);
    };
  }, [root, show]);

  const close = () => {
    const key = open?.key;
    setOpen(null);
    // A choice may have replaced the words from which it was opened: its first place then takes the focus.
    const back = () => key && placeOf(root.current, key)?.focus({ preventScroll: true });
    const from = open?.element;
    requestAnimationFrame(() => {
      if (from?.isConnected && from.tabIndex >= 0) from.focus({ preventScroll: true });
      else back();
    });
  };

  const next = () => {
    const key = nextMissing(draft, open?.key ?? last.current);
    if (key) show(key);
    else announce('Tous les champs sont remplis.');
  };

  return { open, show, close, next };
}
