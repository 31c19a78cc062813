'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useTransition } from 'react';
import { withParams } from '@/components/ui/address';
import { formatDate } from '@/components/ui/format';
import { Select } from '@/components/ui/select';
import type { SideGroup } from '@/server/raci/compare/sides';

/** Both sides of the comparison, kept in the address. */
export function PickSides({ groups, before, after }: { groups: SideGroup[]; before: string; after: string }) {
  const router = useRouter();
  const search = useSearchParams();
  const [, startTransition] = useTransition();
  const choices = groups.map(({ label, sides }) => ({
    label,
    choices: sides.map(({ id, label: name, at }) => ({
      id,
      label: name,
      ...(at ? { detail: `du ${formatDate(at)}` } : {}),
    })),
  }));
  const go = (name: string) => (id: string | null) =>
    id && startTransition(() => router.push(withParams(search, { [name]: id }), { scroll: false }));
  return (
    <div className="grid max-w-3xl gap-4 sm:grid-cols-2 print:hidden">
      <Select label="Avant" value={before} onChange={go('avec')} groups={choices} />
      <Select label="Après" value={after} onChange={go('matrice')} groups={choices} />
    </div>
  );
}
