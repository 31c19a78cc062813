import NextLink from 'next/link';
import { type ReactNode, Suspense } from 'react';
import { buttonStyle } from '@/components/ui/button-style';
import { LINK_STYLE } from '@/components/ui/link';
import { BrandMark } from './brand-mark';
import { DemonstrationBanner } from './demonstration-banner';
import { NavigationProgress } from './navigation-progress';
import { PrintFoot } from './print-foot';
import { SkipLink } from './skip-link';
import { ThemeSwitch } from './theme-switch';

export type PublicFrameProps = {
  productName: string;
  operatorName: string;
  logoPath: string | null;
  mode: 'demonstration' | 'production' | 'test';
  /** Someone is signed in: the link leads to their dashboard. */
  isSignedIn: boolean;
  children: ReactNode;
};

const PAGES = [
  { href: '/couverture-publique', label: 'Carte de couverture' },
  { href: '/retours-publies', label: 'Retours publiés' },
  { href: '/verification', label: 'Vérifier un document' },
];

const FOOT = [
  { href: '/accessibilite', label: 'Accessibilité\u00a0: non audité' },
  { href: '/mentions-legales', label: 'Mentions légales' },
  { href: '/mentions-legales#code-source', label: 'Code source' },
];

/** Everything around a public page. */
export function PublicFrame({
  productName,
  operatorName,
  logoPath,
  mode,
  isSignedIn,
  children,
}: PublicFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <Suspense>
        <NavigationProgress />
      </Suspense>
      <header className="border-line border-b bg-surface print:hidden">
        {mode === 'demonstration' && <DemonstrationBanner />}
        <div className="mx-auto flex min-h-16 max-w-page flex-wrap items-center gap-x-8 gap-y-1 px-4 py-2 lg:px-8">
          <BrandMark href="/" productName={productName} operatorName={operatorName} logoPath={logoPath} />
          <nav aria-label="Pages publiques" className="order-last w-full sm:order-none sm:w-auto">
            <ul className="flex flex-wrap gap-x-5 text-sm">
              {PAGES.map((page) => (
                <li key={page.href}>
                  <NextLink href={page.href} className="inline-flex min-h-8 items-center hover:underline">
                    {page.label}
                  </NextLink>
                </li>
              ))}
            </ul>
          </nav>
          <NextLink
            href={isSignedIn ? '/tableau-de-bord' : '/connexion'}
            className={`${buttonStyle('secondary', 'sm')} ml-auto`}
          >
            {isSignedIn ? 'Tableau de bord' : 'Connexion'}
          </NextLink>
        </div>
      </header>
      <main
        id="contenu"
        tabIndex={-1}
        className="mx-auto w-full max-w-page flex-1 px-4 py-10 lg:px-8 print:p-0"
      >
        {children}
        <PrintFoot productName={productName} operatorName={operatorName} />
      </main>
      <footer className="border-line border-t bg-sunken print:hidden">
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-6 lg:px-8">
          <ul className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
            {FOOT.map((page) => (
              <li key={page.href}>
                <NextLink href={page.href} className={LINK_STYLE}>
                  {page.label}
                </NextLink>
              </li>
            ))}
          </ul>
          <ThemeSwitch />
        </div>
      </footer>
    </div>
  );
}
