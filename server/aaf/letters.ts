import { config } from '../config';
import { holders } from '../conventions/notify';
import type { Tx } from '../db';
import { counted, listed } from '../french';
import { queueMail } from '../mail/outbox';
import type { AafTransition } from './transitions';

/** Tells the directory operators of the académie that a request waits for them. */
export async function announceRequest(
  tx: Tx,
  request: { id: string; schools: number; productName: string },
  convention: Parameters<typeof holders>[1],
  at: Date,
): Promise<void> {
  const schools = counted(request.schools, 'école');
  for (const to of await holders(tx, convention, ['directory_operator'], at))
    await queueMail(
      tx,
      to,
      {
        subject: `Accrochage AAF demandé pour ${schools} : convention ${convention.number}`,
        paragraphs: [
          `L’accrochage de ${schools} à l’AAF est demandé pour ${request.productName} (convention ${convention.number}, « ${convention.title} »).`,
          'Le dossier se télécharge depuis la file d’accrochage.',
        ],
        action: {
          label: 'Ouvrir la demande',
          url: `${config().appUrl}/accrochage?demande=${request.id}`,
        },
      },
      `AafRequest:${request.id}`,
    );
}

const outcomes: Partial<Record<AafTransition['action'], string>> = {
  attach: 'est effectif',
  reject: 'est refusé',
  suspend: 'est suspendu',
  resume: 'a repris',
  detach: 'a pris fin',
};

/** Tells who asked what became of their request; acts that change nothing for them write to nobody. */
export async function announceOutcome(
  tx: Tx,
  row: AafTransition,
  schools: readonly { requestId: string; requestedById: string; name: string; uai: string }[],
  reason: string | undefined,
): Promise<void> {
  const outcome = outcomes[row.action];
  if (!outcome) return;
  for (const requestId of new Set(schools.map((school) => school.requestId))) {
    const its = schools.filter((school) => school.requestId === requestId);
    const requester = await tx.user.findUnique({
      where: { id: its[0]?.requestedById ?? '' },
      select: { email: true },
    });
    if (!requester) continue;
    const count = counted(its.length, 'école');
    await queueMail(
      tx,
      requester.email,
      {
        subject: `L’accrochage AAF de ${count} ${outcome}`,
        paragraphs: [
          `L’accrochage de ${count} ${outcome} : ${listed(
            its.map(({ name, uai }) => `${name} (${uai})`),
            10,
          )}.`,
          ...(reason ? [`Motif : ${reason}`] : []),
          row.consequence,
        ],
        action: { label: 'Voir la demande', url: `${config().appUrl}/accrochage?demande=${requestId}` },
      },
      `AafRequest:${requestId}`,
    );
  }
}
