/** First in the page: lets the keyboard go straight to the content. */
export function SkipLink() {
  return (
    <nav aria-label="Accès rapide" className="print:hidden">
      <a
        href="#contenu"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-md focus:bg-accent focus:px-4 focus:py-2 focus:font-semibold focus:text-on-accent"
      >
        Aller au contenu
      </a>
    </nav>
  );
}
