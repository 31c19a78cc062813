'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';

/** Whether a part of the page scrolls in itself: it must then be reachable with the keyboard. */
export function useScrolls(): [RefObject<HTMLElement | null>, boolean] {
  const part = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = part.current;
    if (!element) return;
    const measure = () => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const canScroll = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
      setScrolls(
        (canScroll(overflowX) && element.scrollWidth > element.clientWidth) ||
          (canScroll(overflowY) && element.scrollHeight > element.clientHeight),
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return [part, scrolls];
}
