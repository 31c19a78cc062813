import { change, type PersonAct } from '@/server/audit/journal';
import { fromDbDate, toDbDate } from '@/server/clock';
import { conflict, notFound } from '@/server/errors';
import { readPdf, storeJoined } from '@/server/files/commands';
import type { UploadedPdf } from '@/server/files/schema';
import { bump, lockConvention, refuseStale } from '../load';
import { notify } from '../notify';
import type { BoardActCommand } from '../schema';

const day = (value: string | null | undefined) => (value ? toDbDate(value) : null);

/**
 * Enters the act of the conseil d’administration of the collège or lycée, or why none is needed: from the partner's
 * review until the signature, as the délibération.
 */
export async function enterBoardAct(
  act: PersonAct,
  input: BoardActCommand & {
    id: string;
    version?: number | undefined;
    file?: UploadedPdf | null | undefined;
  },
) {
  const bytes = input.file ? readPdf(input.file, 'file') : null;
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const before = loaded.establishment;
    if (!before) throw notFound('L’établissement partie à cette convention');
    if (!['partner_review', 'awaiting_deliberation'].includes(loaded.status))
      throw conflict(
        'L’acte du conseil d’administration se saisit pendant la relecture ou l’attente de délibération.',
        { status: loaded.status },
      );
    if (input.version !== undefined) await refuseStale(tx, loaded, input.version);
    const stored = await storeJoined(tx, act, loaded.academyCode, input.file, bytes);
    const fields = {
      actNumber: input.actNumber || null,
      sessionOn: day(input.sessionOn),
      object: input.object || null,
      transmittedOn: day(input.transmittedOn),
      waiverReason: input.waiverReason || null,
    };
    await tx.establishmentParty.update({
      where: { conventionId: loaded.id },
      data: { ...fields, ...(stored ? { fileId: stored.id } : {}), version: { increment: 1 } },
    });
    const version = await bump(tx, loaded);
    await notify(tx, loaded, ['academy_admin', 'academy_editor'], act.now, {
      subject: `Acte du conseil d’administration saisi pour la convention ${loaded.number}`,
      paragraphs: [
        `${act.actor.userName} a saisi l’acte du conseil d’administration de ${before.school.name} pour «\u00a0${loaded.title} ».`,
      ],
      action: { label: 'Lire la saisie', path: `/conventions/${loaded.id}?onglet=signatures` },
    });
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.board_act_entered',
        objectType: 'Convention',
        objectId: loaded.id,
        before: {
          version: loaded.version,
          actNumber: before.actNumber,
          sessionOn: fromDbDate(before.sessionOn),
          transmittedOn: fromDbDate(before.transmittedOn),
          waiverReason: before.waiverReason,
        },
        after: {
          version,
          ...input,
          file: stored && { name: input.file?.name, sha256: stored.sha256 },
          id: undefined,
        },
      },
    };
  });
}
