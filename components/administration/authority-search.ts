'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc';
import type { ComboSearch } from '@/components/ui/combo-box';

const kinds: Record<string, string> = {
  commune: 'Commune',
  epci: 'EPCI',
  ept: 'Établissement public territorial',
  syndicate: 'Syndicat mixte',
  department: 'Département',
  region: 'Région',
  mutualising_body: 'Structure mutualisatrice',
};

/** Finds collectivités that this hat may bind, as one types. */
export function useAuthoritySearch(): ComboSearch {
  const trpc = useTRPC();
  const client = useQueryClient();
  return async (q) => {
    const found = await client.fetchQuery(trpc.organisations.authorities.queryOptions({ q }));
    return found.map(({ id, name, kind, siren, code, departmentCode }) => ({
      id,
      label: name,
      detail: [
        kinds[kind] ?? kind,
        kind === 'commune' && code ? `INSEE ${code}` : departmentCode && `département ${departmentCode}`,
        siren && `SIREN ${siren}`,
      ]
        .filter(Boolean)
        .join(' · '),
    }));
  };
}
