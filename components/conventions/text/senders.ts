import { refusalFrom } from '@/components/trpc';
import { checkValue } from '@/server/conventions/domain';
import type { TemplateVariable, VariableValue } from '@/server/conventions/template/types';
import type { ArticleValue, FieldValue, IdentityValue } from './parts';
import { type Outcome, same, type Theirs, type Trouble } from './save-queue';

/** The procedures that the editor calls; given by the component that is on screen. */
export type Doors = {
  updateArticle: (
    input: ArticleValue & { articleKey: string; version: number },
  ) => Promise<{ articleVersion: number }>;
  updateField: (input: { key: string; value: FieldValue; version: number }) => Promise<{
    versions: Record<string, number>;
  }>;
  updateIdentity: (input: IdentityValue & { version: number }) => Promise<{ version: number }>;
  /** Title and dates as they are now on the server, with the convention's version. */
  readIdentity: () => Promise<{ value: IdentityValue; version: number }>;
  /** The text may no longer be edited: its state changed. */
  onClosed: () => void;
};

type Current = { version?: number; updatedAt?: Date | string; updatedBy?: string | null; value?: unknown };

const asText = (at: Date | string | undefined) => (at === undefined ? null : new Date(at).toISOString());

/** What a refusal means for the part that was sent. `read` reads the other person's text in it. */
function troubleOf<V>(
  error: unknown,
  read: (current: Current & Record<string, unknown>) => V,
  onClosed: () => void,
): Trouble<V> {
  const refusal = refusalFrom(error);
  const { code, message, fields } = refusal;
  const current = refusal.details.current as (Current & Record<string, unknown>) | undefined;
  if (code === 'conflict' && current) {
    const theirs: Theirs<V> = {
      value: read(current),
      version: current.version ?? 0,
      by: current.updatedBy ?? null,
      at: asText(current.updatedAt),
    };
    return { kind: 'conflict', message, theirs };
  }
  if (code === 'invalid') return { kind: 'refused', message, fields };
  if (code === 'unavailable')
    return { kind: 'failed', message: 'le serveur ne répond pas\u00a0; votre texte est gardé ici' };
  if (code === 'unauthenticated')
    return {
      kind: 'failed',
      message: 'votre session a pris fin\u00a0; reconnectez-vous, votre texte est gardé ici',
    };
  if (code === 'conflict' || code === 'forbidden' || code === 'not_found') {
    onClosed();
    return { kind: 'refused', message, fields };
  }
  return { kind: 'failed', message };
}

export async function sendArticle(
  doors: Doors,
  articleKey: string,
  value: ArticleValue,
  version: number,
): Promise<Outcome<ArticleValue>> {
  try {
    const { articleVersion } = await doors.updateArticle({ articleKey, ...value, version });
    return { kind: 'saved', version: articleVersion };
  } catch (error) {
    return troubleOf(
      error,
      ({ title, body }) => ({ title: String(title ?? ''), body: String(body ?? '') }),
      doors.onClosed,
    );
  }
}

/** A value that is not of its type yet (half an address) is refused here, by the server's own rule. */
export async function sendField(
  doors: Doors,
  key: string,
  value: FieldValue,
  version: number,
  variable?: TemplateVariable,
): Promise<Outcome<FieldValue>> {
  const check = variable && checkValue(variable, value);
  if (check && !check.ok)
    return { kind: 'refused', message: check.message, fields: { 'values.0.value': check.message } };
  try {
    const { versions } = await doors.updateField({ key, value, version });
    return { kind: 'saved', version: versions[key] ?? version };
  } catch (error) {
    return troubleOf(error, (current) => (current.value ?? null) as VariableValue, doors.onClosed);
  }
}

/**
 * Title and dates share the convention's own counter, which every saved article moves. So when the server
 * says that the version is old, the values decide: untouched by others, they are saved on the new version.
 */
export async function sendIdentity(
  doors: Doors,
  value: IdentityValue,
  seen: IdentityValue,
  version: number,
  attempts = 4,
): Promise<Outcome<IdentityValue>> {
  try {
    const saved = await doors.updateIdentity({ ...value, version });
    return { kind: 'saved', version: saved.version };
  } catch (error) {
    const { code, details, message } = refusalFrom(error);
    if (code !== 'conflict' || typeof details.currentVersion !== 'number')
      return troubleOf(error, () => value, doors.onClosed);
    try {
      const current = await doors.readIdentity();
      if (same(current.value, seen) && attempts > 1)
        return await sendIdentity(doors, value, seen, current.version, attempts - 1);
      const [last] = details.changes as { actorName: string; at: string }[];
      const theirs = { ...current, by: last?.actorName ?? null, at: last?.at ?? null };
      return { kind: 'conflict', message, theirs };
    } catch (failure) {
      return troubleOf(failure, () => value, doors.onClosed);
    }
  }
}
