'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';

/** A thin bar on top while the next page comes: the present one stays still meanwhile. */
export function NavigationProgress() {
  const address = `${usePathname()}?${useSearchParams()}`;
  const [leaving, setLeaving] = useState<string | null>(null);

  useEffect(() => {
    function onClick(event: MouseEvent) {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = (event.target as Element | null)?.closest?.('a[href]');
      if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
      const to = new URL(link.href);
      const here = window.location;
      if (to.origin !== here.origin) return;
      if (to.pathname === here.pathname && to.search === here.search) return;
      setLeaving(`${here.pathname}${here.search}`);
    }
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address means that the page has come
  useEffect(() => setLeaving(null), [address]);

  if (leaving === null) return null;
  return (
    <div aria-hidden className="fixed inset-x-0 top-0 z-60 h-0.75 overflow-hidden print:hidden">
      <div className="navigation-progress h-full bg-accent" />
    </div>
  );
}
