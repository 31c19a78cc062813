import { change, type PersonAct } from '@/server/audit/journal';
import { staleVersion } from '@/server/audit/queries';
import { bandInWords } from '@/server/coverage/bands';
import { forgetOpenCoverage } from '@/server/coverage/open/queries';
import { notFound } from '@/server/errors';
import { type AcademySettings, academySettings } from '../settings';
import type { UpdateSettings } from './schema';

/** The settings one by one, as the history names them. */
const factsOf = ({
  opinionDelayDays,
  aaf,
  publicCoverage,
  coverageBands,
  audienceThreshold,
  alerts,
  raci,
}: AcademySettings) => ({
  opinionDelayDpo: opinionDelayDays.dpo,
  opinionDelayLegal: opinionDelayDays.legal,
  opinionDelayDsi: opinionDelayDays.dsi,
  opinionDelayDsden: opinionDelayDays.dsden,
  opinionDelayExpert: opinionDelayDays.expert,
  aafArticle28: aaf.article28,
  aafRegister: aaf.register,
  aafConformityProof: aaf.conformityProof,
  publicCoverage,
  coverageBands: coverageBands.map(bandInWords),
  audienceThreshold,
  alertEndMonths: alerts.endMonths,
  alertOpinionSoon: alerts.opinionSoonDays,
  alertSignature: alerts.signatureDays,
  alertWaiting: alerts.waitingDays,
  alertSuspended: alerts.suspendedDays,
  reminderCooldown: alerts.reminderCooldownDays,
  raciLetters: raci.letters,
  raciShare: raci.sharePercent,
});

/** Changes what an académie settles for itself; compare-and-set on the version that the person saw. */
export async function changeSettings(
  act: PersonAct,
  input: UpdateSettings & { id: string },
): Promise<{ version: number }> {
  const changed = await change(act, async (tx) => {
    const academy = await tx.academy.findUnique({ where: { code: input.id } });
    if (!academy) throw notFound('Cette académie');
    const { count } = await tx.academy.updateMany({
      where: { code: input.id, version: input.version },
      data: { settings: input.settings, version: { increment: 1 } },
    });
    if (count !== 1)
      throw await staleVersion(tx, 'Academy', input.id, academy.version, 'Cette page de réglages');
    return {
      result: { version: input.version + 1 },
      journal: {
        chain: input.id,
        action: 'academy.settings_changed',
        objectType: 'Academy',
        objectId: input.id,
        before: factsOf(academySettings(academy.settings)),
        after: factsOf(input.settings),
      },
    };
  });
  // An académie that no longer publishes leaves the public page at once, kept files included.
  forgetOpenCoverage();
  return changed;
}
