'use client';

import { usePathname, useRouter } from 'next/navigation';
import { type FormEvent, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';

/** The day on which the text is read; the address carries it. A day being typed is not a day yet: it is asked for. */
export function AsOfDay({ asOf, today }: { asOf: string; today: string }) {
  const router = useRouter();
  const path = usePathname();
  const [day, setDay] = useState<string | null>(asOf);
  const [isMissing, setMissing] = useState(false);
  const [isPending, start] = useTransition();
  const go = (wanted: string) =>
    start(() => router.push(wanted === today ? path : `${path}?date=${wanted}`, { scroll: false }));
  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(day === null);
    if (day) go(day);
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-4 print:hidden">
      <DateField
        label="Texte applicable le"
        value={day}
        onChange={setDay}
        errorMessage={isMissing ? 'Indiquez un jour (JJ/MM/AAAA).' : undefined}
      />
      <Button type="submit" isPending={isPending} pendingLabel="Lecture…">
        Lire à cette date
      </Button>
      {asOf !== today && (
        <Button
          variant="quiet"
          onPress={() => {
            setDay(today);
            go(today);
          }}
        >
          Revenir à aujourd’hui
        </Button>
      )}
    </form>
  );
}
