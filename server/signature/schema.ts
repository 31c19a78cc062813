import { z } from 'zod';
import { cleanLine, cleanText, isoDate } from '../text';
import { circuitSides, maxMembers } from './circuit';

/** Commands on the circuit and on files signed outside; shared by forms, tRPC and routes. */
const key = z.string({ error: 'Ce membre du circuit n’existe pas.' }).regex(/^[a-z0-9-]{1,40}$/, {
  error: 'Ce membre du circuit n’existe pas.',
});
const person = z
  .string({ error: 'Choisissez une personne.' })
  .min(1, { error: 'Choisissez une personne.' })
  .max(64);

/** Counter of the convention that the person saw. */
const version = z
  .int({ error: 'La version lue est attendue.' })
  .min(1, { error: 'La version lue est attendue.' });

/** One member as it is composed on screen: people are named by their hat; names are read again by the server. */
export const circuitMember = z.object({
  key,
  group: z
    .int({ error: 'Le rang est un nombre entier.' })
    .min(1, { error: 'Le rang commence à 1.' })
    .max(maxMembers, { error: `Le rang va de 1 à ${maxMembers}.` }),
  kind: z.enum(['signer', 'approver'], { error: 'Choisissez entre signataire et valideur.' }),
  side: z.enum(circuitSides, { error: 'Choisissez la partie.' }),
  designated: person.nullable(),
  substitutes: z.array(person).max(10, { error: 'Dix suppléants au plus.' }).default([]),
});
export type CircuitMemberInput = z.output<typeof circuitMember>;

export const setCircuit = z.object({
  version,
  members: z
    .array(circuitMember)
    .min(1, { error: 'Un circuit a au moins un membre.' })
    .max(maxMembers, { error: `Un circuit compte au plus ${maxMembers} membres.` }),
});
export type SetCircuit = z.output<typeof setCircuit>;

const delegation = z.object({
  grantedBy: cleanLine({ max: 200, required: 'Indiquez qui donne la délégation.' }),
  reference: cleanLine({ max: 120, required: 'Indiquez la référence de la délégation.' }),
  grantedOn: isoDate('Indiquez la date de la délégation (JJ/MM/AAAA).'),
});

/** What the depositor of a scan declares. */
export const scanDeclaration = z.object({
  memberKey: key,
  name: cleanLine({ max: 120, required: 'Indiquez le nom de la personne qui a signé.' }),
  quality: cleanLine({ max: 160, required: 'Indiquez la qualité de la personne qui a signé.' }),
  signedOn: isoDate('Indiquez le jour de la signature (JJ/MM/AAAA).'),
  delegation: delegation.nullish(),
});
export type ScanDeclaration = z.output<typeof scanDeclaration>;

/** For a file signed in another tool: which of its signatures counts for which member. */
export const confirmDeposit = z.object({
  version,
  depositId: z.string().min(1).max(64),
  signatures: z
    .array(
      z.object({
        memberKey: key,
        fingerprint: z
          .string()
          .regex(/^[0-9a-f]{64}$/, { error: 'Cette signature n’est pas dans le fichier.' }),
        quality: cleanLine({ max: 160, required: 'Indiquez la qualité du signataire.' }),
        delegation: delegation.nullish(),
      }),
    )
    .max(maxMembers)
    .default([]),
});
export type ConfirmDeposit = z.output<typeof confirmDeposit>;

export const rejectDeposit = z.object({
  depositId: z.string().min(1).max(64),
  reason: cleanText({ max: 2_000, required: 'Dites pourquoi ce fichier est écarté.' }),
});

export const circuitDecision = z.object({ version });
export const circuitRefusal = z.object({
  version,
  reason: cleanText({ max: 4_000, required: 'Dites ce qui empêche de signer.' }),
});

/** Largest file that may be deposited, in bytes. */
export const maxDepositBytes = 25_000_000;
