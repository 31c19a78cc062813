import '@fontsource-variable/source-sans-3/wght.css';
import '@fontsource-variable/source-sans-3/wght-italic.css';
import './globals.css';

import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { CSSProperties, ReactNode } from 'react';
import { Awake } from '@/components/frame/awake';
import { ThemeKeeper } from '@/components/frame/theme-keeper';
import { ThemeScript } from '@/components/frame/theme-script';
import { Providers } from '@/components/ui/providers';
import { config } from '@/server/config';

export async function generateMetadata(): Promise<Metadata> {
  await headers();
  const { productName } = config().brand;
  return {
    title: { default: productName, template: `%s — ${productName}` },
    description: 'Suivi des conventions ENT entre académies et collectivités, jusqu’à l’accrochage AAF.',
  };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const { accentHue, accentChroma } = config().brand;
  const accent = {
    ...(accentHue === null ? {} : { '--accent-hue': String(accentHue) }),
    ...(accentChroma === null ? {} : { '--accent-chroma': String(accentChroma) }),
  } as CSSProperties;
  return (
    // The script below may add data-theme before React looks: that difference is meant.
    <html lang="fr" style={accent} data-waking="" suppressHydrationWarning>
      <head>
        <ThemeScript nonce={nonce} />
      </head>
      <body>
        <ThemeKeeper />
        <Providers>{children}</Providers>
        <Awake />
      </body>
    </html>
  );
}
