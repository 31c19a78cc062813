import { z } from 'zod';
import { cleanLine } from '../text';

/** Largest PDF that a person may join, in bytes. */
export const maxPdfBytes = 10 * 1024 * 1024;

/** A PDF sent inside a command: its name and its bytes in base64. Content is checked again when it is stored. */
export const uploadedPdf = z.object({
  name: cleanLine({ max: 200, required: 'Le fichier n’a pas de nom.' }),
  contentBase64: z
    .base64({ error: 'Le fichier est arrivé abîmé\u00a0: joignez-le à nouveau.' })
    .min(1, { error: 'Le fichier est vide.' })
    .max(Math.ceil((maxPdfBytes * 4) / 3) + 4, { error: 'Le fichier dépasse 10 Mo\u00a0: réduisez-le.' }),
});

export type UploadedPdf = z.output<typeof uploadedPdf>;
