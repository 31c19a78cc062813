import { z } from 'zod';

/** Free text; what is beyond 200 characters is not looked for. Control characters are spaces. */
export const searchQuery = z.object({
  q: z
    .string()
    .transform((text) => text.slice(0, 200).replace(/\p{Cc}/gu, ' '))
    .default(''),
});
