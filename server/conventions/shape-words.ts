import type { TemplateShape } from './template/types';

/** The shapes of DOMAIN §4 as they are named. */
export const shapeLabels: Record<TemplateShape, string> = {
  bipartite: 'Convention bipartite',
  tripartite: 'Convention tripartite',
  framework: 'Convention-cadre',
  mutualised: 'Convention mutualisée',
};

/** What each shape is, and what it asks for, as the choice says it. */
export const shapeHelp: Record<TemplateShape, string> = {
  bipartite: 'L’académie et la collectivité, pour les écoles du projet.',
  tripartite:
    'L’académie, la collectivité et un collège ou un lycée : l’acte de son conseil d’administration sera demandé avant la signature.',
  framework:
    'Des règles communes, sans liste d’écoles : les conventions d’application viendront ensuite, une par collectivité, une fois le cadre signé.',
  mutualised:
    'Une structure mandatée signe pour plusieurs collectivités, dont la liste est imprimée parmi les parties et en annexe.',
};
