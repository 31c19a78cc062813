import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { civilDate } from '@/server/clock';
import { counted } from '@/server/french';
import { waitingSchoolTasks } from '@/server/territory/tasks';
import type { Context } from '@/server/trpc/context';
import type { FoundTask } from './convention-tasks';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

/** What a directory asks of a hat: files to decide of, and what became of schools that conventions name. */
export async function schoolTasks(ctx: Hatted): Promise<FoundTask[]> {
  const [waiting, prepared] = await Promise.all([
    ctx.ability.can('edit', 'SchoolTask') ? waitingSchoolTasks(ctx) : { count: 0, since: null },
    ctx.db.directoryImport.findMany({
      where: { AND: [scope(ctx.ability, 'edit', 'DirectoryImport'), { status: 'prepared' }] },
      select: { id: true, fileName: true, created: true, updated: true, closed: true, createdAt: true },
      orderBy: { createdAt: 'asc' },
      take: 20,
    }),
  ]);
  const decisions = prepared.map(
    (one): FoundTask => ({
      kind: 'directory_decision',
      task: {
        id: `directory:${one.id}`,
        object: one.fileName,
        detail: `${counted(one.created, 'école à créer', 'écoles à créer')}, ${one.updated} à modifier, ${one.closed} à fermer`,
        askedBy: null,
        since: civilDate(one.createdAt),
        dueOn: null,
        late: false,
        count: 1,
        href: `/administration/annuaire/${one.id}`,
      },
    }),
  );
  if (waiting.count === 0) return decisions;
  return [
    ...decisions,
    {
      kind: 'school_life',
      task: {
        id: 'school-life',
        object: counted(
          waiting.count,
          'convention, projet ou accrochage',
          'conventions, projets ou accrochages',
        ),
        detail: 'Une école que l’annuaire dit fermée, fusionnée ou déplacée y figure encore.',
        askedBy: null,
        since: civilDate(waiting.since ?? ctx.now),
        dueOn: null,
        late: false,
        count: waiting.count,
        href: '/administration/annuaire/suites',
      },
    },
  ];
}
