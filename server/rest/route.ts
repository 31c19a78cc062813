import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { z } from 'zod';
import type { AppRouter, callerFor } from '../trpc/root';

type Leaf<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? Leaf<T[Head], Rest>
    : never
  : Path extends keyof T
    ? T[Path]
    : never;

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

export type Caller = ReturnType<typeof callerFor>;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Bodies that are not JSON: a media type, and how many bytes at most. */
export type RawBody = { type: string; maxBytes: number; description: string };

/** What a route reads of a request, checked. */
export type Asked<Query, Body, Prepared = unknown> = {
  /** Values of the `{…}` of its path. */
  params: Record<string, string>;
  query: Query;
  /** As it was sent, once found to fit its schema: the procedure reads it with the same schema. */
  body: Body;
  /** Bytes of a raw body. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Version on which the change is made: that of If-Match, or the current one. */
  version: number;
  /** What `prepare` read beforehand. */
  prepared: Prepared;
};

/** An answer that is not JSON. */
export type RawAnswer = { type: string; bytes: Uint8Array | string; headers?: Record<string, string> };

/**
 * One route of the second door. It calls one procedure of the application: who may, what is checked and what
 * is written in the journal are the procedure's, the same as on screen. A route only says how that procedure
 * reads and answers over HTTP; the OpenAPI document is made of the same declaration.
 */
export type Route = {
  method: Method;
  /** Under /api/v1: `/projects/{id}/schools`. */
  path: string;
  /** Chapter of the documentation, in French. */
  tag: string;
  summary: string;
  description?: string;
  /** What the token must allow. */
  scope: 'read' | 'write';
  /** Path of the procedure in appRouter: `projects.list`. */
  procedure: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  rawBody?: RawBody;
  /** Bytes of a JSON body at most, when it carries a file. */
  maxBytes?: number;
  status: 200 | 201;
  response?: z.ZodType;
  /** Media type of an answer that is not JSON. */
  responseType?: string;
  /** Reads the current version; its presence makes the route honour If-Match. */
  current?: (caller: Caller, params: Record<string, string>) => Promise<number>;
  /** Reads what `input` needs, through the same procedures. */
  prepare?: (caller: Caller, asked: Asked<unknown, unknown>) => Promise<unknown>;
  input: (asked: Asked<unknown, unknown>) => unknown;
  answer: (output: unknown, caller: Caller, asked: Asked<unknown, unknown>) => unknown;
  etag?: (answer: unknown) => number;
  /** Path under /api/v1 of what was created. */
  location?: (answer: unknown) => string;
};

type Declaration<
  Path extends string,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer,
  Prepared,
> = Omit<
  Route,
  | 'procedure'
  | 'query'
  | 'body'
  | 'response'
  | 'prepare'
  | 'input'
  | 'answer'
  | 'etag'
  | 'location'
  | 'status'
> & {
  procedure: Leaf<Outputs, Path> extends never ? never : Path;
  query?: Query;
  body?: Body;
  /** Schema of the answer; what `answer` gives is checked against it by the compiler. */
  response?: z.ZodType<Answer>;
  status?: 200 | 201;
  prepare?: (caller: Caller, asked: Asked<z.output<Query>, z.input<Body>>) => Promise<Prepared>;
  input: (asked: Asked<z.output<Query>, z.input<Body>, Prepared>) => Leaf<Inputs, Path>;
  answer: (
    output: Leaf<Outputs, Path>,
    caller: Caller,
    asked: Asked<z.output<Query>, z.input<Body>>,
  ) => Answer | Promise<Answer> | RawAnswer | Promise<RawAnswer>;
  etag?: (answer: Answer) => number;
  location?: (answer: Answer) => string;
};

/** Declares a route; the procedure's own types check its input and its answer. */
export function route<
  const Path extends string,
  Answer = RawAnswer,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUndefined,
  Prepared = undefined,
>(declaration: Declaration<Path, Query, Body, Answer, Prepared>): Route {
  return { status: 200, ...declaration } as unknown as Route;
}

/** Calls the procedure at a dotted path. */
export function callProcedure(caller: Caller, path: string, input: unknown): Promise<unknown> {
  let found: unknown = caller;
  for (const step of path.split('.')) found = (found as Record<string, unknown>)[step];
  return (found as (input: unknown) => Promise<unknown>)(input);
}
