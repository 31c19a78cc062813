'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { RouterProvider } from 'react-aria-components';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { config } from 'zod';
import fr from 'zod/v4/locales/fr.js';
import { Announcer } from './announce';
import { Toasts } from './toast';

// Whatever a schema does not word itself is at least refused in French.
config(fr());

/** What the kit needs around every page: French, links without reload, messages. */
export function Providers({ children }: { children: ReactNode }) {
  const router = useRouter();
  return (
    <I18nProvider locale="fr-FR">
      <RouterProvider navigate={(href) => router.push(href)}>
        {children}
        <Announcer />
        <Toasts />
      </RouterProvider>
    </I18nProvider>
  );
}
