import { civilDate, fromDbDate } from '../clock';
import type { Db, Tx } from '../db';
import type { Retained, RetainedKind } from './domain';

const ended = ['expired', 'terminated', 'renewed', 'archived', 'abandoned'] as const;
const file = { select: { id: true, name: true, sha256: true, eliminatedAt: true } } as const;

/** Every stored document of the conventions of an académie that ended, with what its time of keeping is counted from. */
export async function documentsOf(
  db: Db | Tx,
  academyCode: string,
  ids?: readonly string[],
): Promise<Retained[]> {
  const rows = await db.convention.findMany({
    where: { academyCode, ...(ids ? { id: { in: [...ids] } } : { status: { in: [...ended] } }) },
    orderBy: { number: 'asc' },
    select: {
      id: true,
      number: true,
      kind: true,
      status: true,
      endsOn: true,
      life: { select: { holdReason: true } },
      parent: { select: { life: { select: { holdReason: true } } } },
      stages: { where: { status: { in: [...ended] } }, orderBy: { since: 'asc' }, take: 1 },
      texts: { where: { pdfId: { not: null } }, select: { number: true, pdf: file } },
      deliberation: { select: { file } },
      establishment: { select: { file } },
      seal: { select: { file } },
      scans: { select: { file } },
      deposits: { select: { file } },
      reversibility: { select: { tasks: { select: { file } } } },
    },
  });
  return rows.flatMap((row) => {
    const stage = row.stages[0];
    const endsOn = fromDbDate(row.endsOn);
    const noticed = stage ? civilDate(stage.since) : null;
    const over = (ended as readonly string[]).includes(row.status);
    // The calendar may have noticed the term late: the term itself is what counts.
    const endedOn =
      !over || !noticed ? null : row.status !== 'abandoned' && endsOn && endsOn < noticed ? endsOn : noticed;
    const abandoned = row.status === 'abandoned';
    const one = (
      kind: RetainedKind,
      what: string,
      stored: (typeof row.texts)[number]['pdf'] | undefined | null,
    ) =>
      stored
        ? [
            {
              fileId: stored.id,
              conventionId: row.id,
              number: row.number,
              kind: abandoned
                ? ('abandoned' as const)
                : kind === 'convention' && row.kind === 'processing_agreement'
                  ? ('agreement' as const)
                  : kind,
              what: `${what}, ${row.number}`,
              fileName: stored.name,
              sha256: stored.sha256,
              endedOn,
              eliminated: stored.eliminatedAt !== null,
              hold: row.life?.holdReason ?? row.parent?.life?.holdReason ?? null,
            },
          ]
        : [];
    return [
      ...row.texts.flatMap(({ number, pdf }) => one('convention', `Texte, version ${number}`, pdf)),
      ...one('convention', 'Document scellé', row.seal?.file),
      ...row.scans.flatMap((scan) => one('convention', 'Numérisation', scan.file)),
      ...row.deposits.flatMap((deposit) => one('convention', 'Exemplaire signé déposé', deposit.file)),
      ...one('deliberation', 'Délibération', row.deliberation?.file),
      ...one('deliberation', 'Acte du conseil d’administration', row.establishment?.file),
      ...row.reversibility.flatMap(({ tasks }) =>
        tasks.flatMap((task) => one('reversibility', 'Document de réversibilité', task.file)),
      ),
    ];
  });
}
