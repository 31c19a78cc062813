'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';

/** The day on which the text is read; the address carries it. */
export function AsOfDay({ asOf, today }: { asOf: string; today: string }) {
  const router = useRouter();
  const path = usePathname();
  const [isPending, start] = useTransition();
  const go = (day: string) => start(() => router.replace(`${path}?date=${day}`, { scroll: false }));
  return (
    <div className="flex flex-wrap items-end gap-4 print:hidden">
      <DateField
        label="Texte applicable le"
        value={asOf}
        onChange={(day) => day && day !== asOf && go(day)}
      />
      {asOf !== today && (
        <Button isPending={isPending} onPress={() => go(today)}>
          Aujourd’hui
        </Button>
      )}
    </div>
  );
}
