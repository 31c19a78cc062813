import { z } from 'zod';
import { route } from '../route';

export const authorityRoutes = [
  route({
    method: 'GET',
    path: '/authorities',
    tag: 'Annuaire',
    summary: 'Collectivités qui peuvent porter un projet de ce rôle',
    scope: 'read',
    procedure: 'projects.carriers',
    query: z.object({
      q: z.string().max(200).default('').describe('Nom, code INSEE ou SIREN.'),
    }),
    response: z.object({
      items: z
        .array(
          z.object({
            id: z.string(),
            name: z.string(),
            kind: z.string(),
            siren: z.string().nullable(),
            code: z.string().nullable().describe('Code INSEE pour une commune.'),
            departmentCode: z.string().nullable(),
          }),
        )
        .describe('Vingt au plus, les plus proches d’abord.'),
      hint: z.string().nullable().describe('Pourquoi un nombre n’est pas un SIREN.'),
    }),
    input: ({ query }) => query,
    answer: ({ items, hint }) => ({
      items: items.map(({ id, name, kind, siren, code, departmentCode }) => ({
        id,
        name,
        kind,
        siren,
        code,
        departmentCode,
      })),
      hint,
    }),
  }),
];
