import { type PageParams, param, paramChoice, withParams } from '@/components/ui/address';
import type { AudienceList } from '@/server/audience/domain';
import { departmentShape, readTerritory, type Territory, territoryWord } from '@/server/coverage/territory';

/** The audience of a territory, in a school year when it is told. */
export const audienceHref = (territory: Territory, year?: number): string =>
  `/couverture/audience${withParams('', { territoire: territoryWord(territory), annee: year ? String(year) : null })}`;

/** Reads the address; `home` is the territory of whoever asks. */
export function readAudienceAddress(
  params: PageParams,
  home: Territory,
): { territory: Territory; year?: number } {
  const year = Number(param(params, 'annee'));
  return {
    territory: readTerritory(param(params, 'territoire')) ?? home,
    ...(Number.isInteger(year) && year >= 2019 && year <= 2100 ? { year } : {}),
  };
}

/** Words of the address for the lists of schools. */
export const listWords = {
  silencieuses: 'silent',
  'non-accrochees': 'unattached',
  'sans-convention': 'unconventioned',
} as const satisfies Record<string, AudienceList>;
type ListWord = keyof typeof listWords;
const words = Object.keys(listWords) as ListWord[];

/** What narrows a list, as the address has it; it stays from one list to another. */
export type ListFilters = { degre?: string; departement?: string; mesure?: string };

/** The page of a list, or its file. */
export const listHref = (list: AudienceList, filters: ListFilters = {}, file = ''): string =>
  `/couverture/audience/ecoles${file}${withParams('', {
    liste: words.find((word) => listWords[word] === list) ?? null,
    ...filters,
    ...(list === 'silent' ? {} : { mesure: null }),
  })}`;

/** Reads what narrows a list. */
export const readListFilters = (params: PageParams): ListFilters =>
  Object.fromEntries(
    ['degre', 'departement', 'mesure'].flatMap((name) => {
      const value = param(params, name);
      return value ? [[name, value]] : [];
    }),
  );

/** Reads which list, which degree, which département, measured or not. */
export function readListAddress(params: PageParams) {
  const degree = paramChoice(params, 'degre', ['premier', 'second'] as const);
  const department = param(params, 'departement');
  const measured = paramChoice(params, 'mesure', ['mesures', 'non-mesures'] as const);
  const list: AudienceList = listWords[paramChoice(params, 'liste', words) ?? 'silencieuses'];
  return {
    list,
    ...(degree ? { degree: degree === 'premier' ? ('primary' as const) : ('secondary' as const) } : {}),
    ...(departmentShape.test(department) ? { department } : {}),
    ...(measured && list === 'silent' ? { measured: measured === 'mesures' } : {}),
  };
}
