import { z } from 'zod';
import { cleanText, isoDate } from '@/server/text';
import { version } from '../conventions/schema';

const proposalId = z.string({ error: 'La proposition manque.' }).min(1).max(64);

/** `id` of the convention comes from the router; `version` is the proposal's. */
export const acceptRenewal = z.object({ proposalId: proposalId.nullable(), version: version.nullable() });
export type AcceptRenewal = z.output<typeof acceptRenewal>;

export const postponeRenewal = z.object({
  proposalId,
  version,
  until: isoDate('Indiquez jusqu’à quel jour reporter l’examen (JJ/MM/AAAA).'),
});
export type PostponeRenewal = z.output<typeof postponeRenewal>;

export const refuseRenewal = z.object({
  proposalId,
  version,
  reason: cleanText({ max: 2_000, required: 'Dites pourquoi la convention ne sera pas renouvelée.' }),
});
export type RefuseRenewal = z.output<typeof refuseRenewal>;

/** A party refuses the tacit renewal; `version` is the convention's. */
export const denounce = z.object({
  version,
  receivedOn: isoDate('Indiquez le jour où l’autre partie a reçu ce refus (JJ/MM/AAAA).'),
  reason: cleanText({ max: 2_000, required: 'Indiquez la partie qui refuse la reconduction et pourquoi.' }),
});
export type Denounce = z.output<typeof denounce>;
