import { z } from 'zod';

/** Most items in one page of a list. */
export const maxLimit = 200;

/** `limit` and `cursor`, as every list takes them. */
export const paging = {
  limit: z.coerce
    .number('Indiquez un nombre entre 1 et 200.')
    .int('Indiquez un nombre entier.')
    .min(1, 'Indiquez un nombre entre 1 et 200.')
    .max(maxLimit, 'Indiquez un nombre entre 1 et 200.')
    .default(50)
    .describe('Nombre d’éléments, de 1 à 200.'),
  cursor: z
    .string()
    .max(500)
    .optional()
    .describe('Valeur de « nextCursor » de la page précédente ; absente pour la première.'),
};

/** Answer of a list: the items, and the cursor of the next page or null. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z
      .string()
      .nullable()
      .describe('À rendre dans « cursor » pour la page suivante ; null à la fin.'),
  });
