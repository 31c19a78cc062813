import { validOn } from '../access/actor';
import { tell } from '../alerts/tell';
import { civilDate, toDbDate } from '../clock';
import { holders } from '../conventions/notify';
import type { Tx } from '../db';
import { counted, listed } from '../french';
import type { AafTransition } from './transitions';

/** Tells the directory operators of the académie that a request waits for them. */
export async function announceRequest(
  tx: Tx,
  request: { id: string; schools: number; productName: string },
  convention: Parameters<typeof holders>[1],
  at: Date,
): Promise<void> {
  const schools = counted(request.schools, 'école');
  await tell(
    tx,
    (await holders(tx, convention, ['directory_operator'], at)).map((to) => ({
      to,
      family: 'requests' as const,
      subject: `Accrochage AAF demandé pour ${schools}\u00a0: convention ${convention.number}`,
      paragraphs: [
        `L’accrochage de ${schools} à l’AAF est demandé pour ${request.productName} (convention ${convention.number}, «\u00a0${convention.title}\u00a0»).`,
        'Le dossier se télécharge depuis la file d’accrochage.',
      ],
      action: { label: 'Ouvrir la demande', path: `/accrochage?demande=${request.id}` },
      about: `AafRequest:${request.id}`,
      academyCode: convention.academyCode,
    })),
    at,
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
  schools: readonly {
    requestId: string;
    requestedById: string;
    academyCode: string;
    name: string;
    uai: string;
  }[],
  reason: string | undefined,
  at: Date,
): Promise<void> {
  const outcome = outcomes[row.action];
  if (!outcome) return;
  for (const requestId of new Set(schools.map((school) => school.requestId))) {
    const its = schools.filter((school) => school.requestId === requestId);
    const hat = await tx.membership.findFirst({
      where: { userId: its[0]?.requestedById ?? '', ...validOn(toDbDate(civilDate(at))) },
      select: { id: true, user: { select: { id: true, email: true } } },
      orderBy: { validFrom: 'asc' },
    });
    // Who asked has left: what became of it stands in the request.
    if (!hat) continue;
    const count = counted(its.length, 'école');
    await tell(
      tx,
      [
        {
          to: { userId: hat.user.id, membershipId: hat.id, email: hat.user.email },
          family: 'requests',
          subject: `L’accrochage AAF de ${count} ${outcome}`,
          paragraphs: [
            `L’accrochage de ${count} ${outcome}\u00a0: ${listed(
              its.map(({ name, uai }) => `${name} (${uai})`),
              10,
            )}.`,
            ...(reason ? [`Motif\u00a0: ${reason}`] : []),
            row.consequence,
          ],
          action: { label: 'Voir la demande', path: `/accrochage?demande=${requestId}` },
          about: `AafRequest:${requestId}`,
          academyCode: its[0]?.academyCode ?? '',
        },
      ],
      at,
    );
  }
}
