import { type PageParams, param } from '@/components/ui/address';
import { france, isPlace, readTerritory, type Territory, territoryWord } from '@/server/coverage/territory';

/** Reads a place of the address (« academie:25 »); what is none falls back to the one given. */
export function readPlace(params: PageParams, name: string, otherwise: Territory = france): Territory {
  const read = readTerritory(param(params, name));
  return read && isPlace(read.kind) ? read : otherwise;
}

/** The places that a list offers: France, académies, départements; finer ones are reached from elsewhere. */
export function placeChoices(
  academies: readonly { code: string; name: string }[],
  departments: readonly { code: string; name: string; academyCode: string }[],
): { id: string; label: string }[] {
  return [
    { id: territoryWord(france), label: 'Toute la France' },
    ...academies.flatMap(({ code, name }) => [
      { id: territoryWord({ kind: 'academy', code }), label: `Académie de ${name}` },
      ...departments
        .filter(({ academyCode }) => academyCode === code)
        .map((one) => ({
          id: territoryWord({ kind: 'department', code: one.code }),
          label: `${one.name} (${one.code})`,
        })),
    ]),
  ];
}
