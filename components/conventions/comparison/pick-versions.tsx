'use client';

import { useRouter } from 'next/navigation';
import { Select } from '@/components/ui/select';

export type VersionChoice = { id: string; label: string; detail?: string };

/** Chooses the two versions; the page follows at once. */
export function PickVersions({
  choices,
  from,
  to,
  rest,
}: {
  choices: VersionChoice[];
  from: string;
  to: string;
  /** Other parameters of the address, to keep. */
  rest: string;
}) {
  const router = useRouter();
  const go = (de: string | null, a: string | null) => {
    if (de && a) router.push(`?de=${de}&a=${a}${rest}`);
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select label="De" value={from} choices={choices} onChange={(value) => go(value, to)} />
      <Select label="À" value={to} choices={choices} onChange={(value) => go(from, value)} />
    </div>
  );
}
