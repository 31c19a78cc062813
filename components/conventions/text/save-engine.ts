import {
  answered,
  edited,
  isUnsaved,
  keptTheirs,
  mustSend,
  type Outcome,
  opened,
  type Part,
  reread,
  restored,
  retried,
  sent,
  tookMine,
} from './save-queue';

/** Runs something later; gives how to call it off. */
export type Later = (run: () => void, milliseconds: number) => () => void;

export type Parts<V> = Readonly<Record<string, Part<V>>>;
export type Stored<V> = Readonly<Record<string, { value: V; version: number }>>;

function localsOf<V>(parts: Parts<V>): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(parts).map(([id, part]) => [id, part.local]));
}

type Settings<V> = {
  parts: Stored<V>;
  /** Saves one part on the version that was read. Never rejects: what goes wrong is an outcome. */
  send: (id: string, value: V, version: number) => Promise<Outcome<V>>;
  now: () => number;
  later: Later;
  /** Pause in typing after which a part is saved, in milliseconds. */
  pause?: number;
};

/**
 * Saves parts as they are typed: each on its own, one save in flight per part, the last text wins the queue.
 * It outlives the components that show it, so that leaving a tab loses nothing.
 */
export class SaveEngine<V> {
  #parts: Parts<V>;
  #locals: Readonly<Record<string, V>>;
  readonly #settings: Settings<V>;
  readonly #waiting = new Map<string, () => void>();
  readonly #listeners = new Set<() => void>();

  constructor(settings: Settings<V>) {
    this.#settings = settings;
    this.#parts = Object.fromEntries(
      Object.entries(settings.parts).map(([id, { value, version }]) => [id, opened(value, version)]),
    );
    this.#locals = localsOf(this.#parts);
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The same object until something changes. */
  readonly snapshot = (): Parts<V> => this.#parts;

  /** What is written now; the same object until a text changes, whatever becomes of its saving. */
  readonly locals = (): Readonly<Record<string, V>> => this.#locals;

  /** What is not on the server yet, with the version on which it was written. */
  unsaved(): Stored<V> {
    const left = Object.entries(this.#parts).filter(([, part]) => isUnsaved(part));
    return Object.fromEntries(left.map(([id, { local, version }]) => [id, { value: local, version }]));
  }

  edit(id: string, value: V): void {
    this.#change(id, (part) => edited(part, value));
    this.#waiting.get(id)?.();
    const cancel = this.#settings.later(() => this.flush(id), this.#settings.pause ?? 800);
    this.#waiting.set(id, cancel);
  }

  /** Saves without waiting for the pause: on leaving a field. */
  flush(id: string): void {
    this.#waiting.get(id)?.();
    this.#waiting.delete(id);
    const part = this.#parts[id];
    if (part && mustSend(part)) void this.#send(id, part);
  }

  flushAll(): void {
    for (const id of Object.keys(this.#parts)) this.flush(id);
  }

  /** Tries again all that did not arrive. */
  retry(): void {
    for (const id of Object.keys(this.#parts)) this.#change(id, retried);
    this.flushAll();
  }

  keepTheirs(id: string): void {
    this.#change(id, keptTheirs);
  }

  takeMine(id: string): void {
    this.#change(id, tookMine);
    this.flush(id);
  }

  reread(parts: Stored<V>): void {
    for (const [id, { value, version }] of Object.entries(parts))
      this.#change(id, (part) => reread(part, value, version));
  }

  /** Puts back what a reload interrupted, and saves it. */
  restore(parts: Stored<V>): void {
    for (const [id, { value, version }] of Object.entries(parts))
      this.#change(id, (part) => restored(part, value, version));
    this.flushAll();
  }

  async #send(id: string, part: Part<V>): Promise<void> {
    this.#change(id, sent);
    const outcome = await this.#settings.send(id, part.local, part.version);
    this.#change(id, (current) => answered(current, outcome, this.#settings.now()));
    // What was typed while it was on its way goes next, unless the pause still runs.
    if (!this.#waiting.has(id)) this.flush(id);
  }

  #change(id: string, step: (part: Part<V>) => Part<V>): void {
    const part = this.#parts[id];
    const next = part && step(part);
    if (!next || next === part) return;
    this.#parts = { ...this.#parts, [id]: next };
    if (next.local !== part.local) this.#locals = localsOf(this.#parts);
    for (const listener of this.#listeners) listener();
  }
}
