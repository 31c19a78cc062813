'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { MailPreferenceLine } from '@/server/alerts/account';
import { type Family, type Rhythm, rhythmLabels, rhythms } from '@/server/alerts/domain';

const choices = rhythms.map((id) => ({ id, label: rhythmLabels[id] }));

/** The rhythm of each family of mails; a choice is kept at once. */
export function MailPreferences({ preferences }: { preferences: readonly MailPreferenceLine[] }) {
  const trpc = useTRPC();
  const router = useRouter();
  const set = useMutation(trpc.alerts.setPreference.mutationOptions());

  async function choose(family: Family, label: string, rhythm: Rhythm) {
    try {
      await set.mutateAsync({ family, rhythm });
      toast(`«\u00a0${label}\u00a0»\u00a0: ${rhythmLabels[rhythm].toLowerCase()}.`);
      router.refresh();
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  }

  return (
    <div className="grid max-w-4xl gap-x-8 gap-y-5 sm:grid-cols-2">
      {preferences.map(({ family, label, detail, rhythm }) => (
        <Select
          key={family}
          label={label}
          description={detail}
          choices={choices}
          value={rhythm}
          onChange={(value) => value && choose(family, label, value as Rhythm)}
        />
      ))}
    </div>
  );
}
