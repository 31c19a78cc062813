/**
 * The life of one part of a text that is saved on its own (an article, a field, the dates): what the server
 * holds, what the person wrote, what is on its way. Pure: the engine beside brings timers and the network.
 */
export type Theirs<V> = { value: V; version: number; by: string | null; at: string | null };

export type Trouble<V> =
  /** Did not arrive; the same text may be sent again. */
  | { kind: 'failed'; message: string }
  /** Refused as it is: another text is awaited. Paths are those of the command's schema. */
  | { kind: 'refused'; message: string; fields: Readonly<Record<string, string>> }
  /** Somebody else saved this part meanwhile: the person chooses, nothing is overwritten. */
  | { kind: 'conflict'; message: string; theirs: Theirs<V> };

export type Outcome<V> = { kind: 'saved'; version: number } | Trouble<V>;

export type Part<V> = {
  /** What the server holds, and its counter, as far as this page knows. */
  saved: V;
  version: number;
  /** What the person sees and writes. */
  local: V;
  /** One save at a time; what is typed meanwhile waits in `local`. */
  sending: { value: V } | null;
  trouble: Trouble<V> | null;
  /** When this page last saved it (milliseconds), or null. */
  savedAt: number | null;
};

/** Equal as data. */
export function same<V>(a: V, b: V): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** A part as it was read from the server. */
export function opened<V>(saved: V, version: number): Part<V> {
  return { saved, version, local: saved, sending: null, trouble: null, savedAt: null };
}

/** True while what the person wrote is not what the server holds. */
export function isUnsaved<V>(part: Part<V>): boolean {
  return part.sending !== null || part.trouble?.kind === 'conflict' || !same(part.local, part.saved);
}

/** True when there is something to send and nothing that forbids it. */
export function mustSend<V>(part: Part<V>): boolean {
  return part.sending === null && part.trouble === null && !same(part.local, part.saved);
}

/** The person wrote. What was refused or lost is forgotten; a conflict stays until it is settled. */
export function edited<V>(part: Part<V>, local: V): Part<V> {
  return { ...part, local, trouble: part.trouble?.kind === 'conflict' ? part.trouble : null };
}

/** The present text leaves for the server. */
export function sent<V>(part: Part<V>): Part<V> {
  return { ...part, sending: { value: part.local } };
}

/** What the server said of the text that was on its way. `at` is the time of the answer, in milliseconds. */
export function answered<V>(part: Part<V>, outcome: Outcome<V>, at: number): Part<V> {
  const { sending } = part;
  if (!sending) return part;
  const idle = { ...part, sending: null };
  if (outcome.kind === 'saved')
    return { ...idle, saved: sending.value, version: outcome.version, trouble: null, savedAt: at };
  if (outcome.kind === 'conflict') {
    const { theirs } = outcome;
    // The same text twice is no conflict: an earlier answer was lost, or both wrote the same.
    if (same(theirs.value, sending.value))
      return { ...idle, saved: theirs.value, version: theirs.version, trouble: null, savedAt: at };
    return { ...idle, trouble: outcome };
  }
  // What was typed meanwhile may well be accepted: only the very text that was refused waits.
  if (outcome.kind === 'refused' && !same(part.local, sending.value)) return idle;
  return { ...idle, trouble: outcome };
}

/** Sends again, as it is, what did not arrive. */
export function retried<V>(part: Part<V>): Part<V> {
  return part.trouble?.kind === 'failed' ? { ...part, trouble: null } : part;
}

/** Settles a conflict with the other text; the person's own is given up. */
export function keptTheirs<V>(part: Part<V>): Part<V> {
  if (part.trouble?.kind !== 'conflict') return part;
  const { value, version } = part.trouble.theirs;
  return { ...part, saved: value, local: value, version, trouble: null };
}

/** Settles a conflict with the person's own text, to be saved over the other, which has been read. */
export function tookMine<V>(part: Part<V>): Part<V> {
  if (part.trouble?.kind !== 'conflict') return part;
  const { value, version } = part.trouble.theirs;
  return { ...part, saved: value, version, trouble: null };
}

/**
 * The server was read again. A newer text is shown where nothing is being written; elsewhere the next save
 * tells. An older one (a page kept by the browser) is ignored.
 */
export function reread<V>(part: Part<V>, value: V, version: number): Part<V> {
  if (version <= part.version || isUnsaved(part)) return part;
  return { ...part, saved: value, local: value, version };
}

/** Puts back a text that was not saved before the page went away, on the version on which it was written. */
export function restored<V>(part: Part<V>, local: V, version: number): Part<V> {
  return isUnsaved(part) || same(local, part.saved) ? part : { ...part, local, version };
}
