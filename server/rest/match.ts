import { RestRefusal } from './problem';
import type { Method, Route } from './route';

export const prefix = '/api/v1';

const segments = (path: string) => path.split('/').slice(1);

/** The decoded steps of an address after /api/v1, or null when its percent signs mean nothing. */
function stepsOf(pathname: string): string[] | null {
  const path = pathname.slice(prefix.length).replace(/\/$/, '');
  try {
    return segments(path).map(decodeURIComponent);
  } catch {
    return null;
  }
}

function paramsOf(template: string, steps: string[]): Record<string, string> | null {
  const wanted = segments(template);
  if (wanted.length !== steps.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const step = steps[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = step;
    else if (part !== step) return null;
  }
  return params;
}

export type Match = { route: Route; params: Record<string, string> };

/** Every route at an address, by method. A literal step wins over `{…}`, whatever the order. */
export function matchesOf(routes: readonly Route[], pathname: string): Map<Method, Match> {
  const found = new Map<Method, Match>();
  const steps = stepsOf(pathname);
  if (!steps) return found;
  const literal = (match: Match) => segments(match.route.path).filter((s) => !s.startsWith('{')).length;
  for (const route of routes) {
    const params = paramsOf(route.path, steps);
    if (!params) continue;
    const match = { route, params };
    const known = found.get(route.method);
    if (!known || literal(match) > literal(known)) found.set(route.method, match);
  }
  return found;
}

/** Methods of an address, as the Allow header lists them. */
export function allowed(matches: Map<Method, Match>): string {
  const methods = [...matches.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return [...methods, 'OPTIONS'].join(', ');
}

/** @throws RestRefusal not_found, or method_not_allowed with the Allow header. */
export function findRoute(routes: readonly Route[], method: string, pathname: string): Match {
  const matches = matchesOf(routes, pathname);
  if (matches.size === 0) throw new RestRefusal('not_found', 'Ce chemin n’existe pas dans l’API.');
  const match = matches.get((method === 'HEAD' ? 'GET' : method) as Method);
  if (match) return match;
  const allow = allowed(matches);
  throw new RestRefusal('method_not_allowed', `Ce chemin n’accepte pas ${method}. Méthodes : ${allow}.`, {
    headers: { allow },
  });
}
