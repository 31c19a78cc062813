import { loadActor } from '../access/actor';
import { rulesFor, type SubjectName } from '../access/rules';
import { prove } from '../access/scope';
import { civilDate, toDbDate } from '../clock';
import type { Db, Tx } from '../db';
import { AppError } from '../errors';

const readable = [
  'Convention',
  'Project',
  'AafRequest',
  'FollowUpStep',
] as const satisfies readonly SubjectName[];

type Addressed = { membershipId: string | null; about: string | null };

/**
 * True unless the hat under which a mail is addressed has ended, or no longer reads what the mail is about. Asked
 * when it is written and again when it leaves. A mail without a hat or without an object is not bound to one.
 */
export async function mayStillRead(db: Db | Tx, mail: Addressed, at: Date): Promise<boolean> {
  if (!mail.membershipId) return true;
  const actor = await loadActor(db as Db, mail.membershipId, toDbDate(civilDate(at)));
  if (!actor) return false;
  const [type, id = ''] = mail.about?.split(':') ?? [];
  const subject = readable.find((one) => one === type);
  if (!subject) return true;
  try {
    await prove(db, rulesFor(actor), 'read', subject, id);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false;
    throw error;
  }
}
