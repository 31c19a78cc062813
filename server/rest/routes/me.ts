import { z } from 'zod';
import { allRoles, roleLabels } from '@/server/access/roles';
import { route } from '../route';

const me = z.object({
  name: z.string(),
  email: z.string(),
  role: z
    .enum(allRoles)
    .describe(allRoles.map((role) => `${role}\u00a0: ${roleLabels[role]}`).join('\u00a0; ')),
  quality: z.string().nullable(),
  organisation: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
  academyCode: z.string().nullable(),
  departmentCode: z.string().nullable(),
});

export const meRoutes = [
  route({
    method: 'GET',
    path: '/me',
    tag: 'Jeton',
    summary: 'La personne et le rôle pour lesquels ce jeton agit',
    scope: 'read',
    procedure: 'tokens.bearer',
    response: me,
    input: () => undefined,
    answer: (bearer) => bearer,
  }),
];
