'use client';

import { useEffect } from 'react';

/**
 * Takes away the mark `data-waking` that the server put on the page: from here on a click is answered. Until
 * then the pointer says that the page is coming (globals.css), and the journeys wait.
 */
export function Awake() {
  useEffect(() => {
    delete document.documentElement.dataset.waking;
  }, []);
  return null;
}
