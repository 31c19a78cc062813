import type { Actor } from '../access/actor';
import { type Ability, rulesFor } from '../access/rules';
import type { Db } from '../db';

/** Through which door a call came: a screen (page or tRPC) or the REST door. */
export type Channel = 'screen' | 'rest';

/** What every procedure receives. Built by `server/session.ts` (screens) and `server/rest` (tokens). */
export type Context = {
  db: Db;
  /** The signed-in person, even before they chose a hat. */
  userId: string | null;
  actor: Actor | null;
  ability: Ability;
  now: Date;
  channel: Channel;
  ip: string | null;
  userAgent: string | null;
};

export function createContext(facts: Omit<Context, 'ability'>): Context {
  return { ...facts, ability: rulesFor(facts.actor) };
}
