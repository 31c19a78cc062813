import type { Actor } from '@/server/access/actor';
import type { Context } from '@/server/trpc/context';
import { families, familyWords } from './domain';
import { preferencesOf } from './preferences';

/** The rhythm of each family of mails for the person who asks. */
export async function myPreferences({ db, actor }: Pick<Context, 'db'> & { actor: Actor }) {
  const own = (await preferencesOf(db, [actor.userId])).get(actor.userId);
  return families.map((family) => ({
    family,
    label: familyWords[family].label,
    detail: familyWords[family].detail,
    rhythm: own?.[family] ?? familyWords[family].rhythm,
  }));
}

export type MailPreferenceLine = Awaited<ReturnType<typeof myPreferences>>[number];
