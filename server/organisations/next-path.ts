/** A path of this site to go on to, or the dashboard: never another site (« //exemple.fr », « https: »…). */
export function safeNext(value: unknown, fallback = '/tableau-de-bord'): string {
  const path = typeof value === 'string' ? value : '';
  if (!/^\/(?![/\\])[^\\\s]*$/.test(path)) return fallback;
  try {
    const url = new URL(path, 'http://site.invalid');
    return url.host === 'site.invalid' ? url.pathname + url.search + url.hash : fallback;
  } catch {
    return fallback;
  }
}
