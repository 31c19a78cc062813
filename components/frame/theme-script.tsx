import { THEME_KEY } from './theme-key';

/** Sets the reader's choice of light or dark before the first paint, so that nothing flashes. */
export function ThemeScript({ nonce }: { nonce?: string }) {
  const code = `try{var t=localStorage.getItem(${JSON.stringify(THEME_KEY)});if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`;
  return (
    <script
      nonce={nonce}
      // The browser hides the nonce from scripts, which React would otherwise report as a difference.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant
      dangerouslySetInnerHTML={{ __html: code }}
    />
  );
}
