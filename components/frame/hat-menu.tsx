'use client';

import { Check, ChevronDown } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu } from '@/components/ui/menu';
import { FRAME_ADDRESSES, type Hat } from './session';

/** The hat worn; when there are others, changes it. */
export function HatMenu({ hat, hats }: { hat: Hat; hats: readonly Hat[] }) {
  const form = useRef<HTMLFormElement>(null);
  const chosen = useRef<HTMLInputElement>(null);
  const pathname = usePathname();
  const words = (
    <span className="min-w-0 text-left leading-tight">
      <span className="block truncate font-semibold text-sm">{hat.label}</span>
      <span className="block truncate text-soft text-xs">{hat.organisation}</span>
    </span>
  );
  if (hats.length < 2) return <div className="min-w-0 px-2">{words}</div>;

  function wear(id: string) {
    if (!chosen.current || id === hat.id) return;
    chosen.current.value = id;
    form.current?.requestSubmit();
  }

  return (
    <>
      <form ref={form} method="post" action={FRAME_ADDRESSES.switchHat} hidden>
        <input ref={chosen} type="hidden" name="membershipId" defaultValue={hat.id} />
        <input type="hidden" name="retour" value={pathname} />
      </form>
      <Menu
        label="Agir en tant que"
        trigger={
          <Button
            aria-label={`Vous agissez en tant que ${hat.label}, ${hat.organisation}. Changer`}
            className="flex min-w-0 cursor-pointer items-center gap-2 rounded-md px-2 py-1 hover:bg-sunken"
          >
            {words}
            <ChevronDown aria-hidden className="size-4 shrink-0 text-soft" />
          </Button>
        }
        entries={hats.map((candidate) => ({
          id: candidate.id,
          label: candidate.label,
          detail: candidate.organisation,
          icon: <Check aria-hidden className={candidate.id === hat.id ? 'text-accent' : 'invisible'} />,
          onAction: () => wear(candidate.id),
        }))}
      />
    </>
  );
}
