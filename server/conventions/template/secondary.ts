import { buildTemplate } from './build';
import { secondaryWords } from './words';

/**
 * Default convention of the second degré: the same articles, with the chef d’établissement as controller and
 * the département or the région as authority.
 */
export const secondaryTemplate = buildTemplate(
  secondaryWords,
  'second-degre',
  'Convention ENT du second degré (modèle proposé)',
);
