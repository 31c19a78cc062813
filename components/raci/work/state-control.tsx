'use client';

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Menu } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { TONE_TEXT, ToneIcon } from '@/components/ui/tone';
import { actsFrom, type WorkAct, workStateWords, workTransitions } from '@/server/raci/work/domain';
import { useWork, type WorkTarget } from './use-work';
import { stateTones } from './words';

/** How far an activity is; for whoever may, the button that changes it. */
export function StateControl({ work }: { work: WorkTarget }) {
  const { act, isPending } = useWork(work);
  const [asking, setAsking] = useState(false);
  const { label } = workStateWords[work.state];
  const tone = stateTones[work.state];
  if (!work.mayWork) return <StateBadge tone={tone}>{label}</StateBadge>;

  async function choose(one: WorkAct) {
    if (workTransitions[one].asksWhy) return setAsking(true);
    const refusal = await act(one);
    if (refusal) toast(refusal, { tone: 'danger' });
  }
  return (
    <>
      <Menu
        label={`${label}, état de l’activité ${work.number}`}
        trigger={
          <Button
            size="sm"
            isPending={isPending}
            aria-label={`${label}, état de l’activité ${work.number}`}
            icon={
              <span className={TONE_TEXT[tone]}>
                <ToneIcon tone={tone} />
              </span>
            }
            className="min-w-32 justify-between"
          >
            <span className="flex-1 text-left">{label}</span>
            <ChevronDown aria-hidden className="print:hidden" />
          </Button>
        }
        entries={actsFrom(work.state).map((one) => ({
          id: one,
          label: workTransitions[one].label,
          onAction: () => void choose(one),
        }))}
      />
      <ConfirmDialog
        isOpen={asking}
        onOpenChange={setAsking}
        title={`Qu’est-ce qui bloque l’activité ${work.number}\u00a0?`}
        confirmLabel="Signaler le blocage"
        reasonLabel="Ce qui bloque"
        onConfirm={(reason) => act('block', reason)}
      >
        <p>{work.label}</p>
        <p>Ceux qui en répondent et les chefs de projet sont alertés, jusqu’à ce que le blocage soit levé.</p>
      </ConfirmDialog>
    </>
  );
}
