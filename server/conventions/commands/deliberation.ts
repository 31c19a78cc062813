import { change, type PersonAct } from '@/server/audit/journal';
import { toDbDate } from '@/server/clock';
import { conflict } from '@/server/errors';
import { readPdf, storeJoined } from '@/server/files/commands';
import type { UploadedPdf } from '@/server/files/schema';
import { bump, lockConvention, refuseStale } from '../load';
import { deliberationOf } from '../loaded';
import { notify } from '../notify';
import type { DeliberationCommand } from '../schema';

const day = (value: string | null | undefined) => (value ? toDbDate(value) : null);

/**
 * Enters the délibération, or why none is needed (DOMAIN §3): from the partner's review until the signature.
 * Fields that are absent keep what they hold.
 */
export async function enterDeliberation(
  act: PersonAct,
  input: DeliberationCommand & {
    id: string;
    version?: number | undefined;
    file?: UploadedPdf | null | undefined;
  },
) {
  const bytes = input.file ? readPdf(input.file, 'file') : null;
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    if (!['partner_review', 'awaiting_deliberation'].includes(loaded.status))
      throw conflict('La délibération se saisit pendant la relecture ou l’attente de délibération.', {
        status: loaded.status,
      });
    if (input.version !== undefined) await refuseStale(tx, loaded, input.version);
    const stored = await storeJoined(tx, act, loaded.academyCode, input.file, bytes);
    const before = deliberationOf(loaded);
    const fields = {
      number: input.number ?? null,
      organ: input.organ ?? null,
      sessionOn: day(input.sessionOn),
      object: input.object ?? null,
      transmittedOn: day(input.transmittedOn),
      publishedOn: day(input.publishedOn),
      waiverReason: input.waiverReason || null,
      enteredAt: act.now,
      enteredById: act.actor.userId,
      ...(stored ? { fileId: stored.id } : {}),
    };
    await tx.deliberation.upsert({
      where: { conventionId: loaded.id },
      create: { conventionId: loaded.id, ...fields },
      update: { ...fields, checkedAt: null, checkedById: null, version: { increment: 1 } },
    });
    const version = await bump(tx, loaded);
    await notify(tx, loaded, ['academy_admin', 'academy_editor'], act.now, {
      subject: `Délibération saisie pour la convention ${loaded.number}`,
      paragraphs: [
        `${act.actor.userName} a saisi la délibération de «\u00a0${loaded.title}\u00a0». Elle reste à vérifier.`,
      ],
      action: { label: 'Vérifier la délibération', path: `/conventions/${loaded.id}?onglet=signatures` },
      family: 'news',
    });
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.deliberation_entered',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version, deliberation: before },
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
