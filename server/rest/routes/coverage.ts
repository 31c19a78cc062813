import { z } from 'zod';
import { degreeLabels, sectorLabels } from '@/server/coverage/domain';
import { coverageQuery } from '@/server/coverage/schema';
import { route } from '../route';
import { wordsOf } from '../words';

const tag = 'Couverture';

const counts = z.object({
  exists: z.int().describe('Écoles ouvertes à cette date.'),
  inProject: z.int().describe('Dans un projet ENT.'),
  signed: z.int().describe('À l’annexe d’une convention signée qui n’a pas encore pris effet.'),
  conventioned: z.int().describe('À l’annexe d’une convention en vigueur.'),
  attached: z.int().describe('Accrochées à l’AAF.'),
  attachedWithoutConvention: z.int().describe('Accrochées sans convention en vigueur : à examiner.'),
});

const rate = z.object({
  numerator: z.int(),
  denominator: z.int().nullable().describe('null : qui a publié le chiffre ne l’a pas donné.'),
  scope: z.string().describe('Ce que compte le dénominateur.'),
  ratio: z.number().nullable().describe('Jamais plafonné : peut dépasser 1.'),
  over: z.boolean(),
  explanation: z.string().nullable(),
});

const rates = z.object({ inProject: rate, conventioned: rate, attached: rate, used: rate });
const shape = coverageQuery.shape;

export const coverageRoutes = [
  route({
    method: 'GET',
    path: '/coverage',
    tag,
    summary: 'La couverture par département à une date, à côté des chiffres publiés',
    description:
      'La chaîne existe → dans un projet → conventionnée → accrochée → utilisée, calculée à la date demandée. « published » donne ce que d’autres ont publié, avec leur source : ce sont deux choses, jamais mêlées.',
    scope: 'read',
    procedure: 'coverage.byDepartment',
    query: z.object({
      degree: shape.degree.describe(wordsOf(degreeLabels)),
      sector: shape.sector.describe(wordsOf(sectorLabels)),
      asOf: shape.asOf.describe('AAAA-MM-JJ ; absente : aujourd’hui.'),
      academyCode: shape.academyCode.describe('Code de l’académie : 25 pour Versailles.'),
      department: z
        .union([z.string().transform((one) => [one]), z.array(z.string())])
        .optional()
        .describe('Code d’un département ; peut être répété.'),
    }),
    response: z.object({
      asOf: z.string(),
      degree: z.enum(['primary', 'secondary']),
      sector: z.enum(['public', 'all']),
      scope: z.string(),
      departments: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          academyCode: z.string(),
          counts,
          rates,
          band: z.string().nullable().describe('Tranche de la part d’écoles dans un projet.'),
        }),
      ),
      total: z.object({ counts, rates }),
      published: z.array(
        z.object({
          departmentCode: z.string(),
          year: z.int(),
          band: z.string(),
          rate,
          source: z.string(),
          sourceUrl: z.string().nullable(),
          publishedOn: z.string().nullable(),
        }),
      ),
    }),
    input: ({ query: { department, ...query } }) => ({ ...query, departments: department }),
    answer: async (coverage, caller, { query: { degree, academyCode, department } }) => {
      const published = await caller.coverage.published({ degree, academyCode, departments: department });
      return {
        asOf: coverage.asOf,
        degree: coverage.degree,
        sector: coverage.sector,
        scope: coverage.scope,
        departments: coverage.departments.map(({ code, name, academyCode, counts, rates, band }) => ({
          code,
          name,
          academyCode,
          counts,
          rates,
          band,
        })),
        total: coverage.total,
        published: published.map(({ departmentCode, year, band, rate, source, sourceUrl, publishedOn }) => ({
          departmentCode,
          year,
          band,
          rate,
          source,
          sourceUrl,
          publishedOn,
        })),
      };
    },
  }),
];
