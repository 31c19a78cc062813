import { z } from 'zod';
import { allRoles } from '@/server/access/roles';
import { cleanLine, email, isoDate } from '@/server/text';
import { validityProblem } from '../domain';

const id = (error: string) => z.string({ error }).min(1, { error }).max(64, { error });
const quality = cleanLine({ max: 200 }).nullish();
const from = isoDate('Indiquez le premier jour (JJ/MM/AAAA).');
const until = isoDate('Indiquez une date existante, ou laissez vide (JJ/MM/AAAA).').nullish();

const ordered = (input: { validFrom: string; validUntil?: string | null }) =>
  validityProblem(input.validFrom, input.validUntil ?? null) === null;
const disordered = { error: 'La fin précède le début.', path: ['validUntil'] };

/** Gives a role to somebody, who receives a mail; the account is made when the address is new. */
export const invitePerson = z
  .object({
    email: email(),
    name: cleanLine({ max: 120, required: 'Indiquez le prénom et le nom.' }),
    organisationId: id('Choisissez l’organisation.'),
    role: z.enum(allRoles, { error: 'Choisissez le rôle.' }),
    /** Printed beside the name of whoever signs: « Maire ». */
    quality,
    validFrom: from,
    validUntil: until,
  })
  .refine(ordered, disordered);
export type InvitePerson = z.output<typeof invitePerson>;

export const updateMembership = z
  .object({ quality, validFrom: from, validUntil: until })
  .refine(ordered, disordered);
export type UpdateMembership = z.output<typeof updateMembership>;

/** Délégation de signature: whose, under which reference, from when to when. */
export const grantDelegation = z
  .object({
    grantedBy: cleanLine({ max: 200, required: 'Indiquez qui délègue sa signature.' }),
    reference: cleanLine({ max: 120, required: 'Indiquez la référence de l’acte.' }),
    grantedOn: isoDate('Indiquez la date de l’acte (JJ/MM/AAAA).'),
    validFrom: from,
    validUntil: until,
  })
  .refine(ordered, disordered);
export type GrantDelegation = z.output<typeof grantDelegation>;

export const revokeDelegation = z.object({ delegationId: id('Choisissez la délégation.') });

export const listPeople = z.object({
  q: cleanLine({ max: 200 }).optional(),
  role: z.enum(allRoles).optional(),
  organisationId: z.string().max(64).optional(),
  state: z.enum(['current', 'past', 'all']).default('current'),
  page: z.int().min(1).max(100_000).default(1),
  size: z.int().min(1).max(200).default(50),
});
export type ListPeople = z.output<typeof listPeople>;
