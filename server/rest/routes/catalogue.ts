import { z } from 'zod';
import { productKindLabels, productKinds } from '@/server/organisations/catalogue/domain';
import { listProducts } from '@/server/organisations/catalogue/schema';
import { route } from '../route';
import { wordsOf } from '../words';

export const catalogueRoutes = [
  route({
    method: 'GET',
    path: '/products',
    tag: 'Solutions',
    summary: 'Le catalogue des solutions',
    scope: 'read',
    procedure: 'catalogue.list',
    query: z.object({
      q: listProducts.shape.q,
      kind: listProducts.shape.kind.describe(wordsOf(productKindLabels)),
      degree: listProducts.shape.degree,
      state: listProducts.shape.state,
    }),
    response: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          vendor: z.string(),
          kind: z.enum(productKinds),
          degrees: z.array(z.enum(['primary', 'secondary'])),
          checkedOn: z.string().nullable().describe('Dernière vérification de la ligne.'),
          note: z.string().nullable(),
          active: z.boolean(),
        }),
      ),
    }),
    input: ({ query }) => query,
    answer: (products) => ({
      items: products.map(({ id, name, vendor, kind, degrees, checkedOn, note, active }) => ({
        id,
        name,
        vendor,
        kind,
        degrees,
        checkedOn,
        note,
        active,
      })),
    }),
  }),
];
