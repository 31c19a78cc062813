'use client';

import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';
import { counted, daysBetween, formatLongDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PopoverPanel } from '@/components/ui/popover-panel';
import { useWork, type WorkTarget } from './use-work';

/** « En retard de 3 jours », in words beside the day. */
export function Lateness({ dueOn, late, today }: { dueOn: string | null; late: boolean; today: string }) {
  if (!late || !dueOn) return null;
  return (
    <StateBadge tone="danger">En retard de {counted(Math.abs(daysBetween(dueOn, today)), 'jour')}</StateBadge>
  );
}

/** The day by which an activity is to be done; for whoever may, the button that changes it. */
export function DueControl({ work, today }: { work: WorkTarget; today: string }) {
  const [isOpen, setOpen] = useState(false);
  const said = work.dueOn ? formatLongDate(work.dueOn) : 'Sans échéance';
  return (
    <span className="flex flex-wrap items-center gap-2">
      {work.mayWork ? (
        <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
          <Button
            size="sm"
            variant="quiet"
            icon={<CalendarDays aria-hidden />}
            aria-label={`${said}, échéance de l’activité ${work.number}`}
            className={work.dueOn ? '' : 'text-soft'}
          >
            {said}
          </Button>
          <PopoverPanel label={`Échéance de l’activité ${work.number}`} className="p-4">
            <DueForm work={work} close={() => setOpen(false)} />
          </PopoverPanel>
        </DialogTrigger>
      ) : (
        <span className={work.dueOn ? '' : 'text-soft'}>{said}</span>
      )}
      <Lateness dueOn={work.dueOn} late={work.late} today={today} />
    </span>
  );
}

function DueForm({ work, close }: { work: WorkTarget; close: () => void }) {
  const { setDue, isPending } = useWork(work);
  const [dueOn, setDueOn] = useState(work.dueOn);
  const [refusal, setRefusal] = useState<string>();
  async function save(day: string | null) {
    const refused = await setDue(day);
    setRefusal(refused);
    if (!refused) close();
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save(dueOn);
      }}
    >
      <DateField label="À faire pour le" value={dueOn} onChange={setDueOn} />
      {refusal && (
        <Notice tone="danger" live>
          {refusal}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          size="sm"
          isPending={isPending}
          reason={dueOn ? null : 'Saisissez une date complète.'}
        >
          Fixer l’échéance
        </Button>
        {work.dueOn && (
          <Button size="sm" onPress={() => save(null)}>
            Retirer l’échéance
          </Button>
        )}
      </div>
    </form>
  );
}
