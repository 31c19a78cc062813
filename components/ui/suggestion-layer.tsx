'use client';

import { useContext, useEffect, useLayoutEffect, useState } from 'react';
import { ComboBoxStateContext } from 'react-aria-components/ComboBox';

/**
 * Where the list of a ComboBox opens: a landmark at the end of the page that exists only meanwhile,
 * so that the list is never outside of every landmark.
 */
export function useSuggestionLayer(): HTMLElement | undefined {
  const [layer, setLayer] = useState<HTMLElement>();
  useEffect(() => {
    const element = document.createElement('div');
    element.setAttribute('role', 'region');
    element.setAttribute('aria-label', 'Suggestions');
    // A list that opens before this page is fully awake is hidden otherwise, whatever comes first.
    element.dataset.liveAnnouncer = 'true';
    setLayer(element);
    return () => element.remove();
  }, []);
  return layer;
}

/**
 * While the list of a ComboBox is open, React Aria hides the rest of the page from screen readers
 * although the focus may still go there. This keeps the page readable, as the ARIA pattern wants:
 * what carries `data-live-announcer` is left alone. Stands in the ComboBox, before its Popover.
 */
export function KeepPageReadable({ layer }: { layer: HTMLElement | undefined }) {
  const isOpen = useContext(ComboBoxStateContext)?.isOpen ?? false;
  useLayoutEffect(() => {
    if (!isOpen) return;
    if (layer) document.body.append(layer);
    const kept = [...document.body.children].filter(
      (element): element is HTMLElement =>
        element instanceof HTMLElement && !element.inert && element.getAttribute('aria-hidden') !== 'true',
    );
    for (const element of kept) element.dataset.liveAnnouncer = 'true';
    return () => {
      for (const element of kept) if (element !== layer) delete element.dataset.liveAnnouncer;
      layer?.remove();
    };
  }, [isOpen, layer]);
  return null;
}
