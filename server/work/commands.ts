import { change, nationalChain, type PersonAct } from '../audit/journal';
import { conflict } from '../errors';

/** Stops a work that is under way; what was done stays, and its report says so. */
export async function cancelWork(act: PersonAct, { id }: { id: string }) {
  return change(act, async (tx) => {
    const { count } = await tx.backgroundWork.updateMany({
      where: { id, state: { in: ['waiting', 'running'] } },
      data: { state: 'cancelled', finishedAt: act.now, seenAt: act.now },
    });
    if (count === 0) throw conflict('Ce travail est déjà terminé.');
    return {
      result: { id },
      journal: {
        chain: act.actor.academyCode ?? nationalChain,
        action: 'work.cancelled',
        objectType: 'BackgroundWork',
        objectId: id,
      },
    };
  });
}

/** Notes that the person has seen how a work ended; it leaves their alerts. Not a fact for the journal. */
export async function seeWork(act: PersonAct, { id }: { id: string }) {
  return change(act, async (tx) => {
    await tx.backgroundWork.updateMany({
      where: { id, seenAt: null, finishedAt: { not: null } },
      data: { seenAt: act.now },
    });
    return { result: { id }, journal: null };
  });
}
