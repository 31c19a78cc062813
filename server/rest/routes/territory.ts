import { z } from 'zod';
import { listSchoolsSchema, searchCommunesSchema } from '@/server/territory/schema';
import { pageOf, paging } from '../paging';
import { route } from '../route';

const tag = 'Annuaire';
const filters = listSchoolsSchema.shape;

/** The directory of the whole country takes some 50 MB. */
const directoryBytes = 100_000_000;

const school = z.object({
  uai: z.string(),
  name: z.string(),
  nature: z.string(),
  natureLabel: z.string(),
  degree: z.enum(['primary', 'secondary']),
  sector: z.enum(['public', 'private']).nullable(),
  state: z.enum(['open', 'closing', 'opening', 'closed']),
  postalCode: z.string().nullable(),
  communeCode: z.string().nullable().describe('Code INSEE.'),
  communeName: z.string(),
  departmentCode: z.string(),
});

const reportLine = z.object({ line: z.int(), uai: z.string(), reason: z.string() });

export const territoryRoutes = [
  route({
    method: 'GET',
    path: '/schools',
    tag,
    summary: 'Écoles et établissements de l’annuaire',
    scope: 'read',
    procedure: 'territory.schools',
    query: z.object({
      q: filters.q.describe('Mots du nom, de la commune, UAI ou code postal ; accents indifférents.'),
      department: filters.department.describe('Code du département.'),
      commune: filters.commune.describe('Nom ou code INSEE de la commune.'),
      epci: filters.epci.describe('SIREN de l’intercommunalité.'),
      degree: filters.degree,
      sector: filters.sector,
      state: filters.state.describe('active : toutes sauf les fermées'),
      ...paging,
    }),
    response: pageOf(school).extend({
      total: z.int(),
      approximate: z.boolean().describe('Rien ne contient « q » : les éléments lui ressemblent seulement.'),
    }),
    input: ({ query: { limit, ...query } }) => ({ ...query, size: limit, sort: 'uai' as const }),
    answer: ({ items, nextCursor, total, approximate }) => ({
      items: items.map((item) => ({
        uai: item.uai,
        name: item.name,
        nature: item.nature,
        natureLabel: item.natureLabel,
        degree: item.degree,
        sector: item.sector,
        state: item.state,
        postalCode: item.postalCode,
        communeCode: item.communeCode,
        communeName: item.communeName,
        departmentCode: item.departmentCode,
      })),
      nextCursor,
      total,
      approximate,
    }),
  }),
  route({
    method: 'POST',
    path: '/schools/import',
    tag,
    summary: 'Importer l’annuaire des établissements (CSV)',
    description:
      'Le fichier « fr-en-annuaire-education » ou un extrait, tout ou rien. L’exploitant importe le fichier entier ; l’administrateur d’une académie, ses départements : les autres lignes sont comptées dans « outside ». Un fichier illisible ne change rien.',
    scope: 'write',
    procedure: 'territory.importFile',
    query: z.object({
      fileDate: z.iso
        .date({ error: 'Une date est attendue, par exemple 2026-11-22.' })
        .optional()
        .describe(
          'Date du fichier, à laquelle les écoles absentes ferment\u00a0; sinon la dernière mise à jour de ses lignes, sinon aujourd’hui.',
        ),
      acceptOlder: z
        .enum(['true', 'false'], { error: 'Répondez par «\u00a0true\u00a0» ou «\u00a0false\u00a0».' })
        .optional()
        .describe('Accepte de revenir à un fichier plus ancien.'),
    }),
    rawBody: {
      type: 'text/csv',
      maxBytes: directoryBytes,
      description: 'Le fichier tel quel ; séparateur, encodage et ordre des colonnes sont reconnus.',
    },
    response: z.object({
      importId: z.string(),
      received: z.int().describe('Lignes lues.'),
      created: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      closed: z.int().describe('Écoles que le fichier ne contient plus.'),
      refused: z.int(),
      outside: z.int().describe('Lignes d’autres départements que ceux de ce rôle.'),
      merged: z.int().describe('Lignes qui répètent un UAI.'),
      warned: z.int().describe('Nombre d’avertissements.'),
      warnings: z.array(reportLine).describe('Mille au plus.'),
      refusals: z.array(reportLine).describe('Mille au plus.'),
    }),
    input: ({ bytes, query }) => ({
      bytes,
      fileName: 'api.csv',
      acceptOlder: query.acceptOlder === 'true',
      ...(query.fileDate ? { statedOn: query.fileDate } : {}),
    }),
    answer: (report) => report,
  }),
  route({
    method: 'GET',
    path: '/communes',
    tag,
    summary: 'Communes par nom ou code INSEE',
    scope: 'read',
    procedure: 'territory.communes',
    query: z.object({
      q: searchCommunesSchema.shape.q.describe('Début du nom, ou du code INSEE.'),
      department: searchCommunesSchema.shape.department,
    }),
    response: z.object({
      items: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          departmentCode: z.string(),
          formerName: z.string().nullable().describe('Ancien nom par lequel elle a été trouvée.'),
        }),
      ),
    }),
    input: ({ query }) => query,
    answer: (items) => ({ items }),
  }),
];
