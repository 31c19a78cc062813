'use client';

import { useLayoutEffect } from 'react';
import { THEME_KEY } from './theme-key';

/**
 * Sets the reader's choice again where ThemeScript could not run: a page that answers 403 or 500 is
 * drawn by the browser, which does not run scripts drawn that way.
 */
export function ThemeKeeper() {
  useLayoutEffect(() => {
    try {
      const kept = localStorage.getItem(THEME_KEY);
      if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
    } catch {
      // Storage forbidden: as the system does.
    }
  }, []);
  return null;
}
