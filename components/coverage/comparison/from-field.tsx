'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { withParams } from '@/components/ui/address';
import { DateField } from '@/components/ui/date-field';

/** The earlier of the two dates, kept in the address. */
export function FromField({ from, to }: { from: string; to: string }) {
  const router = useRouter();
  const search = useSearchParams();
  return (
    <DateField
      label="Depuis le"
      value={from}
      onChange={(day) => {
        if (!day || day === from || day >= to || day < '1990-01-01') return;
        router.replace(withParams(search, { depuis: day }), { scroll: false });
      }}
    />
  );
}
