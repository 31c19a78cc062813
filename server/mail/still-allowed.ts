import { loadActor } from '../access/actor';
import { rulesFor, type SubjectName } from '../access/rules';
import { scope } from '../access/scope';
import { civilDate, toDbDate } from '../clock';
import type { Db, Tx } from '../db';

const readable = ['Convention', 'Project', 'AafRequest'] as const satisfies readonly SubjectName[];

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
  const ability = rulesFor(actor);
  const pick = { select: { id: true } } as const;
  if (subject === 'Convention')
    return (
      (await db.convention.findFirst({
        where: { AND: [{ id }, scope(ability, 'read', subject)] },
        ...pick,
      })) !== null
    );
  if (subject === 'Project')
    return (
      (await db.project.findFirst({ where: { AND: [{ id }, scope(ability, 'read', subject)] }, ...pick })) !==
      null
    );
  return (
    (await db.aafRequest.findFirst({
      where: { AND: [{ id }, scope(ability, 'read', subject)] },
      ...pick,
    })) !== null
  );
}
