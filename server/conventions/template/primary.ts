import { buildTemplate } from './build';
import { primaryWords } from './words';

/** Default convention of the premier degré. */
export const primaryTemplate = buildTemplate(
  primaryWords,
  'premier-degre',
  'Convention ENT du premier degré (modèle proposé)',
);
