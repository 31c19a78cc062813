import type { Prisma } from '@/prisma/generated/client';
import { hatLabel } from '../access/actor';
import { change, type JournalFacts, type PersonAct } from '../audit/journal';
import { civilDate, toDbDate } from '../clock';
import { assemble } from '../conventions/freeze';
import { loadConvention } from '../conventions/load';
import { contentSha256 } from '../documents/hash';
import { invalid } from '../errors';
import { readPdf, storeFile } from '../files/commands';
import { applyAmendment } from './apply';
import { amendmentRow, lockParent } from './commands';
import { summaryOf } from './domain';
import type { TakeOverAmendment } from './schema';
import { refuseImpossible } from './words';

/**
 * Enters an avenant that was signed elsewhere: its facts, and its scan as the document that is shown. It is marked
 * as taken over; it takes effect on its date as the others do. Its signatures are those of the scan: none is
 * recorded here.
 */
export async function takeOverAmendment(act: PersonAct, input: TakeOverAmendment & { id: string }) {
  const bytes = readPdf(input.file, 'file');
  const today = civilDate(act.now);
  if (input.signedOn > today) throw invalid({ signedOn: 'La date de signature est dans l’avenir.' });
  return change(act, async (tx) => {
    const parent = await lockParent(tx, input.id);
    await refuseImpossible(tx, parent, null, input.effectiveOn, input.changes);
    const { data } = await amendmentRow(tx, act, parent, input.effectiveOn, input.changes);
    const signedAt = toDbDate(input.signedOn);
    const created = await tx.convention.create({
      data: {
        ...data,
        origin: 'taken_over',
        status: 'signed',
        signedAt,
        stages: { create: { status: 'signed', since: signedAt } },
      },
      select: { id: true, number: true, title: true },
    });
    const loaded = await loadConvention(tx, created.id);
    const file = await storeFile(tx, {
      academyCode: parent.academyCode,
      name: input.file.name,
      mime: 'application/pdf',
      bytes,
      createdById: act.actor.userId,
      at: act.now,
    });
    const content = await assemble(tx, loaded, act.now, { draft: false });
    await tx.conventionText.create({
      data: {
        conventionId: created.id,
        number: 1,
        stage: 'ready_to_sign',
        content: content as unknown as Prisma.InputJsonValue,
        contentSha256: contentSha256(content),
        pdfId: file.id,
        createdAt: act.now,
        createdBy: hatLabel(act.actor),
      },
    });
    const facts = { number: created.number, title: created.title, summary: summaryOf(input.changes) };
    const rows: JournalFacts[] = [
      {
        chain: parent.academyCode,
        action: 'amendment.taken_over',
        objectType: 'Convention',
        objectId: created.id,
        after: {
          ...facts,
          effectiveOn: input.effectiveOn,
          signedOn: input.signedOn,
          pdfSha256: file.sha256,
          version: 1,
        },
      },
      {
        chain: parent.academyCode,
        action: 'convention.amendment_opened',
        objectType: 'Convention',
        objectId: parent.id,
        after: facts,
      },
    ];
    const inForce = input.effectiveOn <= today && ['in_force', 'suspended'].includes(parent.status);
    if (inForce) {
      const since = toDbDate([input.effectiveOn, input.signedOn].sort().at(-1) ?? today);
      await tx.conventionStage.updateMany({
        where: { conventionId: created.id, until: null },
        data: { until: since },
      });
      await tx.conventionStage.create({ data: { conventionId: created.id, status: 'in_force', since } });
      await tx.convention.update({
        where: { id: created.id },
        data: { status: 'in_force', statusSince: since, version: { increment: 1 } },
      });
      rows.push({
        chain: parent.academyCode,
        action: 'convention.entered_into_force',
        objectType: 'Convention',
        objectId: created.id,
        before: { status: 'signed', version: 1 },
        after: { status: 'in_force', version: 2 },
      });
      rows.push(...(await applyAmendment(tx, act, loaded)));
    }
    return {
      result: { id: created.id, number: created.number, status: inForce ? 'in_force' : 'signed' },
      journal: rows,
    };
  });
}
