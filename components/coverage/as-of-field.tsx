'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { withParams } from '@/components/ui/address';
import { DateField } from '@/components/ui/date-field';

/** Any other day: typed or picked, kept in the address. */
export function AsOfField({ asOf, today }: { asOf: string; today: string }) {
  const router = useRouter();
  const search = useSearchParams();
  return (
    <DateField
      label="À la date du"
      value={asOf}
      onChange={(day) => {
        if (!day || day === asOf || day < '1990-01-01' || day > '2199-12-31') return;
        router.replace(withParams(search, { date: day === today ? null : day }), { scroll: false });
      }}
    />
  );
}
