'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { PreviewLine } from '@/server/takeover/queries';

/** What a person may decide on one line: which collectivité or product is meant, or to leave it out. */
export function LineChoice({
  takeoverId,
  version,
  line,
  products,
}: {
  takeoverId: string;
  version: number;
  line: PreviewLine;
  products: readonly { id: string; name: string }[];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const choose = useMutation(trpc.takeover.choose.mutationOptions());

  async function send(choice: { authorityId?: string | null; productId?: string | null; skip?: boolean }) {
    try {
      await choose.mutateAsync({ id: takeoverId, version, line: line.line, ...choice });
      router.refresh();
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  }

  if (line.state === 'already') return null;
  if (line.state === 'skipped')
    return (
      <Button
        size="sm"
        onPress={() => send({ skip: false })}
        isPending={choose.isPending}
        aria-label={`Reprendre la ligne ${line.line}`}
      >
        Reprendre
      </Button>
    );
  const productUnknown = line.state === 'error' && line.product === null;
  return (
    <div className="flex flex-col items-start gap-2">
      {line.places.length > 0 && (
        <Select
          label={`Collectivité de la ligne ${line.line}`}
          hideLabel
          placeholder="Choisir la collectivité…"
          choices={line.places.map(({ id, name, departmentCode, siren }) => ({
            id,
            label: name,
            detail: [departmentCode && `département ${departmentCode}`, siren && `SIREN ${siren}`]
              .filter(Boolean)
              .join(', '),
          }))}
          value={null}
          onChange={(authorityId) => authorityId && send({ authorityId })}
        />
      )}
      {productUnknown && (line.products.length > 0 || isOpen) && (
        <Select
          label={`Solution de la ligne ${line.line}`}
          hideLabel
          placeholder="Choisir la solution…"
          choices={(line.products.length > 0 && !isOpen ? line.products : products).map(({ id, name }) => ({
            id,
            label: name,
          }))}
          value={null}
          onChange={(productId) => productId && send({ productId })}
        />
      )}
      {productUnknown && !isOpen && (
        <Button size="sm" variant="quiet" onPress={() => setOpen(true)}>
          Choisir au catalogue
        </Button>
      )}
      <Button
        size="sm"
        variant="quiet"
        onPress={() => send({ skip: true })}
        isPending={choose.isPending}
        aria-label={`Écarter la ligne ${line.line}`}
      >
        Écarter
      </Button>
    </div>
  );
}
