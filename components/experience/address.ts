import { PAGE_PARAM, type PageParams, param, paramList } from '@/components/ui/address';
import { type ExperienceType, experienceTypes } from '@/server/experience/domain';
import type { ListExperience } from '@/server/experience/schema';

/** Words of the address for the types. */
export const typeWords: Record<ExperienceType, string> = {
  initialisation: 'initialisation',
  generalisation: 'generalisation',
  renewal: 'renouvellement',
  change_of_solution: 'changement',
  usage: 'usage',
};

const degreeWords = { premier: 'primary', second: 'secondary' } as const;

/** Question, facets and place in the list, from the address; what is unknown is left out. */
export function readExperiences(params: PageParams): ListExperience {
  const words = paramList(params, 'type');
  const degrees = paramList(params, 'degre').flatMap((word) =>
    word === 'premier' || word === 'second' ? [degreeWords[word]] : [],
  );
  const cursor = param(params, PAGE_PARAM).slice(0, 100);
  return {
    q: param(params, 'q')
      .replace(/\p{Cc}/gu, ' ')
      .slice(0, 200),
    types: experienceTypes.filter((type) => words.includes(typeWords[type])),
    degrees: [...new Set(degrees)],
    state: param(params, 'etat') === 'brouillons' ? 'draft' : 'published',
    ...(cursor ? { cursor } : {}),
  };
}
