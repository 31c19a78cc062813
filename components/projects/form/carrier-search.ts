'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc';
import type { ComboSearch } from '@/components/ui/combo-box';
import type { CarrierChoice } from '@/server/projects/carriers';

const kinds: Record<string, string> = {
  commune: 'Commune',
  epci: 'EPCI',
  ept: 'Établissement public territorial',
  syndicate: 'Syndicat',
  department: 'Département',
  region: 'Région',
  mutualising_body: 'Structure mutualisatrice',
};

/** A collectivité as a choice: what it is, and the number by which it is known. */
export function carrierChoice({ id, name, kind, siren, code, departmentCode }: CarrierChoice) {
  const numbers = [
    kind === 'commune' && code ? `INSEE ${code}` : departmentCode && `département ${departmentCode}`,
    siren && `SIREN ${siren}`,
  ].filter(Boolean);
  return { id, label: name, detail: [kinds[kind] ?? kind, ...numbers].join(' · ') };
}

/** Asks the server for carriers as one types, and keeps why a number typed is no SIREN. */
export function useCarrierSearch(): { search: ComboSearch; hint: string | null } {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [hint, setHint] = useState<string | null>(null);
  return {
    hint,
    search: async (q, signal) => {
      const found = await client.fetchQuery({
        ...trpc.projects.carriers.queryOptions({ q }),
        staleTime: 60_000,
      });
      if (!signal.aborted) setHint(found.hint);
      return found.items.map(carrierChoice);
    },
  };
}
