import type { z } from 'zod';
import { fieldsOf, RestRefusal, sentenceOf } from './problem';
import type { Route } from './route';

/** A JSON body: a million bytes is far more than the longest text that a form takes. */
const jsonBytes = 1_000_000;
const deepest = 30;

const invalid = (fields: Record<string, string>) =>
  new RestRefusal('invalid', sentenceOf(fields), { fields });

/** What neither PostgreSQL nor a reader can keep: the null character, halves of surrogate pairs. */
const unkeepable = /\0|\p{Surrogate}/u;

/** Refuses strings that cannot be kept, wherever they stand, and absurd depth. Walks without recursion. */
export function refuseUnkeepable(value: unknown, path = ''): void {
  const waiting = [{ value, path, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path, depth } = next;
    if (typeof value === 'string' && unkeepable.test(value))
      throw invalid({ [path]: 'Ce texte contient un caractère qui ne peut pas être conservé (U+0000 ?).' });
    if (value === null || typeof value !== 'object') continue;
    if (depth >= deepest) throw invalid({ [path]: 'Cette valeur compte trop de niveaux.' });
    for (const [key, inner] of Object.entries(value)) {
      const at = path ? `${path}.${key}` : key;
      if (unkeepable.test(key)) throw invalid({ [path]: 'Un nom de champ contient un caractère interdit.' });
      waiting.push({ value: inner, path: at, depth: depth + 1 });
    }
  }
}

/** The bytes of a body, at most `max` of them, whatever Content-Length says. */
export async function readBytes(request: Request, max: number): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = () =>
    new RestRefusal(
      'payload_too_large',
      `Le corps de la demande dépasse ${Math.floor(max / 1_000_000)} Mo.`,
      { details: { maxBytes: max } },
    );
  if (Number(request.headers.get('content-length') ?? 0) > max) throw tooLarge();
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > max) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
}

function mediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The raw body of a request, after its media type. Empty when the route takes none. */
export async function readBody(request: Request, route: Route): Promise<Buffer<ArrayBuffer>> {
  const expected = route.rawBody?.type ?? (route.body ? 'application/json' : null);
  if (!expected) return Buffer.alloc(0);
  if (mediaType(request) !== expected)
    throw new RestRefusal('unsupported_media_type', `Ce chemin attend un corps de type ${expected}.`, {
      details: { expected },
      headers: { accept: expected },
    });
  return readBytes(request, route.rawBody?.maxBytes ?? route.maxBytes ?? jsonBytes);
}

/** JSON of a body, not yet checked by its schema. */
export function parseJson(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RestRefusal('invalid', 'Le corps de la demande n’est pas du JSON lisible en UTF-8.', {
      status: 400,
    });
  }
  refuseUnkeepable(value);
  return value;
}

/** The query of an address as plain text by name; a name given twice is a list. Empty values are absent. */
export function queryOf(search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name).filter((value) => value !== '');
    if (values.length > 1) query[name] = values;
    else if (values[0] !== undefined) query[name] = values[0];
  }
  return query;
}

/** A value as its schema wants it, or a refusal that names each wrong field. */
export function check<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(fieldsOf(parsed.error));
  return parsed.data;
}
