'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * The width that a chart has, so that its words keep their size on a phone. The server draws at `first`; the
 * browser draws again once it knows.
 */
export function useWidth(first: number) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const observer = new ResizeObserver(([entry]) => {
      const next = Math.round(entry?.contentRect.width ?? 0);
      // Zero while its table stands in its place.
      if (next > 0) setWidth(next);
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return [ref, width] as const;
}
