'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ComboBox } from '@/components/ui/combo-box';
import { formatBytes } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';
import type { WaitingScans as Waiting } from '@/server/takeover/queries';

/** Scans whose name says nothing, or too much: a person gives each to its convention. */
export function WaitingScans({ takeoverId, scans }: { takeoverId: string; scans: Waiting }) {
  const trpc = useTRPC();
  const router = useRouter();
  const match = useMutation(trpc.takeover.matchScan.mutationOptions());

  async function give(scanId: string, conventionId: string | null) {
    try {
      await match.mutateAsync({ id: takeoverId, scanId, conventionId });
      toast(conventionId ? 'Numérisation rattachée.' : 'Numérisation écartée.');
      router.refresh();
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  }

  if (scans.waiting.length === 0) return null;
  return (
    <ul className="flex max-w-3xl flex-col gap-4" aria-label="Numérisations à rattacher">
      {scans.waiting.map((scan) => {
        // The likely ones first; any other stays possible.
        const likely = scans.conventions.filter(({ id }) => scan.candidates.includes(id));
        const others = scans.conventions.filter(({ id }) => !scan.candidates.includes(id));
        return (
          <li key={scan.id} className="flex flex-col gap-2 rounded-md border border-line bg-surface p-4">
            <p>
              <span className="break-all font-semibold">{scan.name}</span>{' '}
              <span className="text-soft text-sm">({formatBytes(scan.size)})</span>
            </p>
            <p className="text-soft text-sm">{scan.why}</p>
            <div className="flex flex-wrap items-end gap-3">
              <ComboBox
                className="min-w-64 flex-1"
                label={`Convention de ${scan.name}`}
                hideLabel
                placeholder="Choisir la convention…"
                choices={[...likely, ...others].map(({ id, number, authority, reference }) => ({
                  id,
                  label: `${number} – ${authority}`,
                  ...(reference ? { detail: `réf. ${reference}` } : {}),
                }))}
                value={null}
                onChange={(conventionId) => conventionId && give(scan.id, conventionId)}
              />
              <Button variant="quiet" onPress={() => give(scan.id, null)} aria-label={`Écarter ${scan.name}`}>
                Écarter
              </Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
