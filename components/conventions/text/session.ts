import type { ConventionTextView } from '@/server/conventions/queries/detail';
import {
  type ArticleValue,
  type FieldValue,
  type IdentityValue,
  nothingUnsaved,
  partsOf,
  type Unsaved,
} from './parts';
import { type Later, SaveEngine } from './save-engine';
import { isUnsaved, opened, type Part } from './save-queue';
import type { NamedPart } from './saving';
import { type Doors, sendArticle, sendField, sendIdentity } from './senders';

const later: Later = (run, milliseconds) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * The writing of one convention in this tab: three engines, and the doors through which they save. It lives
 * as long as the page, so that going to another screen and back neither loses a text nor takes an answer
 * still on its way for somebody else's.
 */
export class TextSession {
  doors: Doors | null = null;
  keep: (unsaved: Unsaved) => void = () => {};
  readonly articles: SaveEngine<ArticleValue>;
  readonly fields: SaveEngine<FieldValue>;
  readonly identity: SaveEngine<IdentityValue>;
  #kept = JSON.stringify(nothingUnsaved);
  #begun = false;

  constructor(text: ConventionTextView) {
    const parts = partsOf(text);
    const rest = { now: () => Date.now(), later };
    this.articles = new SaveEngine<ArticleValue>({
      ...rest,
      parts: parts.articles,
      send: (key, value, version) => sendArticle(this.#open(), key, value, version),
    });
    this.fields = new SaveEngine<FieldValue>({
      ...rest,
      parts: parts.fields,
      send: (key, value, version) => {
        const variable = text.compose.variables.find((one) => one.key === key);
        return sendField(this.#open(), key, value, version, variable);
      },
    });
    this.identity = new SaveEngine<IdentityValue>({
      ...rest,
      parts: parts.identity,
      send: (_, value, version) => sendIdentity(this.#open(), value, this.identityPart().saved, version),
    });
    this.subscribe(() => this.#remember());
  }

  /** The only part of its engine. */
  identityPart(): Part<IdentityValue> {
    const empty: IdentityValue = { title: '', effectiveOn: null, durationMonths: null };
    return this.identity.snapshot().identity ?? opened(empty, 1);
  }

  subscribe(listener: () => void): () => void {
    const stops = [this.articles, this.fields, this.identity].map((engine) => engine.subscribe(listener));
    return () => {
      for (const stop of stops) stop();
    };
  }

  parts(): NamedPart[] {
    const named = (engine: NamedPart['engine']) =>
      Object.entries(this[engine].snapshot()).map(([id, part]): NamedPart => ({ engine, id, part }));
    return [...named('identity'), ...named('articles'), ...named('fields')];
  }

  isUnsaved(): boolean {
    return this.parts().some(({ part }) => isUnsaved(part));
  }

  lastSavedAt(): number {
    return Math.max(0, ...this.parts().map(({ part }) => part.savedAt ?? 0));
  }

  flushAll(): void {
    for (const engine of [this.articles, this.fields, this.identity]) engine.flushAll();
  }

  retry(): void {
    for (const engine of [this.articles, this.fields, this.identity]) engine.retry();
  }

  /** Puts back, once, what an earlier page of this tab could not save. */
  restore(unsaved: Unsaved): void {
    if (this.#begun) return;
    this.#begun = true;
    this.articles.restore(unsaved.articles);
    this.fields.restore(unsaved.fields);
    this.identity.restore(unsaved.identity);
  }

  #open(): Doors {
    if (!this.doors) throw new Error('the text is written before its screen is there');
    return this.doors;
  }

  #remember(): void {
    const unsaved: Unsaved = {
      articles: this.articles.unsaved(),
      fields: this.fields.unsaved(),
      identity: this.identity.unsaved(),
    };
    const text = JSON.stringify(unsaved);
    if (text === this.#kept) return;
    this.#kept = text;
    this.#begun = true;
    this.keep(unsaved);
  }
}

const sessions = new Map<string, TextSession>();

/** The session of this convention in this tab; on the server, a new one for each page. */
export function openSession(text: ConventionTextView): TextSession {
  if (typeof window === 'undefined') return new TextSession(text);
  const session = sessions.get(text.id) ?? new TextSession(text);
  sessions.set(text.id, session);
  return session;
}
