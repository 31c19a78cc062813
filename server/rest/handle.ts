import type { Db } from '../db';
import { AppError } from '../errors';
import { holderOf, type TokenHolder } from '../organisations/tokens/queries';
import { throttle } from '../throttle';
import { createContext } from '../trpc/context';
import { refusalOf } from '../trpc/init';
import { callerFor } from '../trpc/root';
import { idempotencyKey, type KeptAnswer, once, requestHash } from './idempotency';
import { allowed, findRoute, type Match, matchesOf } from './match';
import { problemResponse, RestRefusal } from './problem';
import { check, parseJson, queryOf, readBody, refuseUnkeepable } from './read';
import { type Asked, type Caller, callProcedure, type RawAnswer } from './route';
import { restRoutes } from './routes';

/** What the edge tells: the database, the time, where the call comes from. */
export type Edge = { db: Db; now: Date; ip: string | null };

/** Answers one request of /api/v1. Never throws: every refusal is a problem+json. */
export async function handleRest(request: Request, edge: Edge): Promise<Response> {
  try {
    if (request.method === 'OPTIONS') return options(request);
    const response = await answer(request, edge);
    return request.method === 'HEAD' ? new Response(null, response) : response;
  } catch (error) {
    return problemResponse(error);
  }
}

function options(request: Request): Response {
  const matches = matchesOf(restRoutes, new URL(request.url).pathname);
  if (matches.size === 0) throw new RestRefusal('not_found', 'Ce chemin n’existe pas dans l’API.');
  return new Response(null, { status: 204, headers: { allow: allowed(matches) } });
}

async function answer(request: Request, edge: Edge): Promise<Response> {
  const url = new URL(request.url);
  const match = findRoute(restRoutes, request.method, url.pathname);
  const holder = await authenticate(request, edge);
  await throttle('rest', holder.tokenId);
  const { route } = match;
  if (route.scope === 'write' && !holder.canWrite)
    throw new RestRefusal(
      'forbidden',
      'Ce jeton ne permet que la lecture (portée « lecture »). Cet appel demande un jeton de portée « écriture ».',
      { details: { scope: 'read', required: 'write' } },
    );
  const bytes = await readBody(request, route);
  const caller = callerFor(
    createContext({
      db: edge.db,
      userId: holder.actor.userId,
      actor: holder.actor,
      now: edge.now,
      channel: 'rest',
      ip: edge.ip,
      userAgent: request.headers.get('user-agent')?.slice(0, 500) ?? null,
    }),
  );
  const work = () => perform(match, caller, request, url, bytes);
  const key = route.method === 'POST' && route.scope === 'write' ? idempotencyKey(request) : null;
  if (key === null) return send(await work());
  const hash = requestHash(request.method, url, bytes);
  const { answer, replayed } = await once(
    edge.db,
    { tokenId: holder.tokenId, key, hash, now: edge.now },
    async () => (await work()) as KeptAnswer,
  );
  return send(
    replayed ? { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } } : answer,
  );
}

async function authenticate(request: Request, edge: Edge): Promise<TokenHolder> {
  const header = request.headers.get('authorization');
  if (!header)
    throw new AppError('unauthenticated', 'Joignez un jeton d’accès : « Authorization: Bearer … ».');
  const secret = /^bearer +(\S+)$/i.exec(header.trim())?.[1];
  if (!secret)
    throw new AppError('unauthenticated', 'L’en-tête Authorization attendu est « Bearer » suivi du jeton.');
  return holderOf(edge.db, secret, edge.now);
}

type Outcome = KeptAnswer | { status: number; headers: Record<string, string>; raw: RawAnswer };

async function perform(
  { route, params }: Match,
  caller: Caller,
  request: Request,
  url: URL,
  bytes: Buffer<ArrayBuffer>,
): Promise<Outcome> {
  refuseUnkeepable(params);
  const query = queryOf(url.searchParams);
  refuseUnkeepable(query);
  const body = route.body ? parseJson(bytes) : undefined;
  if (route.body) check(route.body, body);
  const asked: Asked<unknown, unknown> = {
    params,
    query: route.query ? check(route.query.strict(), query) : {},
    body,
    bytes,
    version: 0,
    prepared: undefined,
  };
  const wanted = request.headers.get('if-match');
  const { current } = route;
  if (current) {
    asked.version = await current(caller, params);
    if (wanted !== null && !matchesVersion(wanted, asked.version)) throw stale(asked.version);
  }
  asked.prepared = await route.prepare?.(caller, asked);
  let output: unknown;
  try {
    output = await callProcedure(caller, route.procedure, route.input(asked));
  } catch (error) {
    // Somebody else was faster between our reading and our writing.
    if (current && wanted !== null && refusalOf(error).code === 'conflict') {
      const version = await current(caller, params);
      if (!matchesVersion(wanted, version)) throw stale(version);
    }
    throw error;
  }
  const answer = await route.answer(output, caller, asked);
  const headers: Record<string, string> = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  if (route.responseType) return { status: route.status, headers, raw: answer as RawAnswer };
  if (route.etag) headers.etag = `"${route.etag(answer)}"`;
  if (route.location) headers.location = `/api/v1${route.location(answer)}`;
  return { status: route.status, headers, text: JSON.stringify(answer) };
}

/** Does an If-Match header (`"5"`, a list, or `*`) accept this version? Weak tags never match (RFC 9110). */
function matchesVersion(header: string, version: number): boolean {
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim() === `"${version}"`);
}

const stale = (version: number) =>
  new RestRefusal(
    'precondition_failed',
    `L’objet a changé : sa version est ${version}, ce n’est pas celle de If-Match. Relisez-le, puis recommencez.`,
    { details: { version }, headers: { etag: `"${version}"` } },
  );

function send(outcome: Outcome): Response {
  const { status } = outcome;
  if ('raw' in outcome) {
    const { type, bytes, headers } = outcome.raw;
    return new Response(bytes as BodyInit, {
      status,
      headers: {
        ...outcome.headers,
        'content-type': type,
        ...headers,
      },
    });
  }
  return new Response(outcome.text, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...outcome.headers },
  });
}
