'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc';
import type { ComboSearch } from '@/components/ui/combo-box';

/** Finds schools of the directory by name, commune or UAI. */
export function useSchoolSearch(degree?: 'primary' | 'secondary'): ComboSearch {
  const trpc = useTRPC();
  const client = useQueryClient();
  return async (q) => {
    if (q.trim().length < 2) return [];
    const found = await client.fetchQuery(
      trpc.territory.schools.queryOptions({ q, size: 20, ...(degree ? { degree } : {}) }),
    );
    return found.items.map(({ uai, name, communeName, natureLabel }) => ({
      id: uai,
      label: name,
      detail: `${natureLabel} · ${communeName} · ${uai}`,
    }));
  };
}

/** Finds communes by name or INSEE code. */
export function useCommuneSearch(): ComboSearch {
  const trpc = useTRPC();
  const client = useQueryClient();
  return async (q) => {
    if (q.trim().length < 2) return [];
    const found = await client.fetchQuery(trpc.territory.communes.queryOptions({ q }));
    return found.map(({ code, name, departmentCode }) => ({
      id: code,
      label: name,
      detail: `département ${departmentCode} · INSEE ${code}`,
    }));
  };
}
