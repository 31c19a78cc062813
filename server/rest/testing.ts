import type { Db } from '../db';
import { makeToken } from '../organisations/tokens/commands';
import { actOf, createPopulatedDatabase, type Person, testNow } from '../testing/people';
import { endThrottle } from '../throttle';
import { handleRest } from './handle';

/** A populated database, with which the throttle's own pool ends. */
export async function createRestDatabase() {
  const database = await createPopulatedDatabase();
  return {
    ...database,
    async close() {
      await endThrottle();
      await database.close();
    },
  };
}

export type RestAnswer = { status: number; headers: Headers; text: string; json: Record<string, unknown> };

export type Ask = {
  body?: unknown;
  /** A raw body with its media type. */
  raw?: { type: string; text: string | Uint8Array<ArrayBuffer> };
  headers?: Record<string, string>;
};

/** A client of the REST door with a token of one of the demonstration's people. */
export async function restClient(
  db: Db,
  person: Person,
  { canWrite = true, now = testNow }: { canWrite?: boolean; now?: Date } = {},
) {
  const act = await actOf(db, person, now);
  const { id, secret } = await makeToken(act, { name: 'Essai', canWrite, expiresOn: '2027-06-30' });
  const ask = (method: string, path: string, options: Ask = {}) =>
    askRest(
      db,
      method,
      path,
      { ...options, headers: { authorization: `Bearer ${secret}`, ...options.headers } },
      now,
    );
  return { id, secret, ask };
}

/** One request, as it comes from the network, answered without Next. */
export async function askRest(
  db: Db,
  method: string,
  path: string,
  { body, raw, headers = {} }: Ask = {},
  now = testNow,
): Promise<RestAnswer> {
  const type = raw?.type ?? (body === undefined ? null : 'application/json');
  const request = new Request(`http://127.0.0.1:3000/api/v1${path}`, {
    method,
    headers: { ...(type ? { 'content-type': type } : {}), ...headers },
    ...(type ? { body: raw?.text ?? JSON.stringify(body) } : {}),
  });
  const response = await handleRest(request, { db, now, ip: '127.0.0.1' });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text ? JSON.parse(text) : {},
  };
}
