import { type PageParams, param, paramChoice, withParams } from '@/components/ui/address';
import type { AudienceList } from '@/server/audience/domain';
import { readTerritory, type Territory, territoryWord } from '@/server/coverage/territory';

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

/** The page of a list. */
export const listHref = (list: AudienceList): string =>
  `/couverture/audience/ecoles${withParams('', { liste: words.find((word) => listWords[word] === list) ?? null })}`;

/** Reads which list, which degree and which département. */
export function readListAddress(params: PageParams) {
  const degree = paramChoice(params, 'degre', ['premier', 'second'] as const);
  const department = param(params, 'departement');
  return {
    list: listWords[paramChoice(params, 'liste', words) ?? 'silencieuses'],
    ...(degree ? { degree: degree === 'premier' ? ('primary' as const) : ('secondary' as const) } : {}),
    ...(/^(\d{2,3}|2[AB])$/.test(department) ? { department } : {}),
  };
}
