import { rulesFor } from '../../access/rules';
import { scope } from '../../access/scope';
import { change, type JournalFacts, type PersonAct } from '../../audit/journal';
import type { Tx } from '../../db';
import { AppError } from '../../errors';
import { followUpObject } from '../../followup/journal';
import { nextSteps } from '../../followup/queries';
import { counted } from '../../french';
import { formatCell, parseCell, type TableColumn } from './cells';
import type { CellRefusal, ProjectRow } from './columns';
import { columnsOf, rowOf, tableParts } from './queries';
import type { SetCells } from './schema';
import { type WantedRow, writeRow } from './write-row';

type Cell = SetCells['cells'][number];

/** Who wrote the value that stands there now, from the journal of the project and of its follow-up. */
async function lastWriter(tx: Tx, projectId: string, column: TableColumn): Promise<string> {
  const rows = await tx.journalEntry.findMany({
    where: { objectId: projectId, objectType: { in: ['Project', followUpObject] } },
    orderBy: { seq: 'desc' },
    take: 50,
  });
  const names = new Set(
    column.key.startsWith('nextStep') ? ['step', 'dueOn', 'owner'] : [column.key, column.label],
  );
  const told = rows.find((row) =>
    [row.after, row.before].some(
      (facts) =>
        facts !== null && typeof facts === 'object' && Object.keys(facts).some((key) => names.has(key)),
    ),
  );
  return told?.actorName ?? 'quelqu’un d’autre';
}

/**
 * Writes cells of the table of projects: inline edits and pastes alike. Each project goes through the same
 * commands as elsewhere, in one transaction: every cell is saved, or none is, and then each wrong cell says why.
 *
 * @throws AppError `invalid`, or `conflict` when only stale cells stand in the way, with `details.refused`
 */
export async function setCells(act: PersonAct, { cells }: SetCells): Promise<{ saved: number }> {
  const ability = rulesFor(act.actor);
  return change(act, async (tx) => {
    const ids = [...new Set(cells.map(({ projectId }) => projectId))].sort();
    await tx.$queryRaw`SELECT 1 FROM "Project" WHERE "id" = ANY(${ids}) ORDER BY "id" FOR UPDATE`;
    const projects = await tx.project.findMany({
      where: { AND: [{ id: { in: ids } }, scope(ability, 'edit', 'Project')] },
      include: tableParts,
    });
    const columns = await columnsOf(tx, ability);
    const steps = await nextSteps(tx, ability, ids);
    const judge = new Judge(tx, columns);
    for (const cell of cells) {
      const project = projects.find(({ id }) => id === cell.projectId);
      await judge.take(cell, project && rowOf(project, steps.get(project.id), columns));
    }
    const journal: JournalFacts[] = [];
    for (const project of projects) {
      const wanted = judge.wanted.get(project.id);
      if (!wanted) continue;
      const done = await writeRow(tx, act, project, steps.get(project.id), columns, wanted);
      judge.refused.push(...done.refused);
      journal.push(...done.journal);
    }
    judge.refuse();
    return { result: { saved: cells.length }, journal };
  });
}

/** Sorts the cells of one act into what is to be written, by project, and what is refused. */
class Judge {
  readonly wanted = new Map<string, WantedRow>();
  readonly refused: CellRefusal[] = [];
  private stale = 0;
  private readonly met = new Set<string>();

  constructor(
    private readonly tx: Tx,
    private readonly columns: readonly TableColumn[],
  ) {}

  async take(cell: Cell, row: ProjectRow | undefined): Promise<void> {
    const { projectId, column: key } = cell;
    const column = this.columns.find((one) => one.key === key);
    if (!row) return this.no(cell, 'Ce projet n’existe pas, ou vous ne pouvez pas le modifier.');
    if (!column) return this.no(cell, 'Cette colonne n’existe pas, ou plus.');
    if (this.met.has(`${projectId} ${key}`)) return this.no(cell, 'Cette cellule est donnée deux fois.');
    this.met.add(`${projectId} ${key}`);
    const current = row.values[key] ?? '';
    const parsed = parseCell(column, cell.text);
    if ('refusal' in parsed) return this.no(cell, parsed.refusal);
    if (current !== cell.seen) {
      this.stale += 1;
      const who = await lastWriter(this.tx, projectId, column);
      const now = current === '' ? 'vide' : `«\u00a0${formatCell(column, current)}\u00a0»`;
      return this.no(
        cell,
        `Entre-temps, ${who} a changé cette cellule\u00a0: elle est maintenant ${now}.`,
        current,
      );
    }
    if (parsed.value === current) return;
    const wanted = this.wanted.get(projectId) ?? {};
    this.wanted.set(projectId, { ...wanted, [key]: parsed.value });
  }

  private no({ projectId, column }: Cell, reason: string, current?: string): void {
    this.refused.push({ projectId, column, reason, ...(current === undefined ? {} : { current }) });
  }

  /** @throws AppError when a single cell was refused: the transaction is undone. */
  refuse(): void {
    const [first] = this.refused;
    if (!first) return;
    const only = this.refused.length === 1;
    const message = only
      ? first.reason
      : `${counted(this.refused.length, 'cellule refusée', 'cellules refusées')}\u00a0: rien n’a été enregistré.`;
    throw new AppError(this.stale === this.refused.length ? 'conflict' : 'invalid', message, {
      details: { refused: this.refused },
    });
  }
}
