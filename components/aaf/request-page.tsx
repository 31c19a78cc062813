'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { ComboBox } from '@/components/ui/combo-box';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import type { Eligibility } from '@/server/aaf/eligibility';
import { RequestForm } from './request-form';

/** A request: first the convention, then its schools and what the directory operator needs to know. */
export function RequestPage({
  conventions,
  chosen,
}: {
  conventions: readonly { id: string; number: string; title: string; authorityName: string }[];
  chosen: Eligibility | null;
}) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Accrochage AAF', href: '/accrochage' }]}
        title="Demander un accrochage"
        lead="Une demande porte sur une convention signée et sur les écoles de son annexe."
      />
      {conventions.length === 0 && !chosen ? (
        <EmptyState
          title="Aucune convention signée"
          actions={<ButtonLink href="/conventions">Voir les conventions</ButtonLink>}
        >
          L’accrochage se demande une fois la convention signée par toutes les parties, pour les écoles de son
          annexe A1.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-6">
          <ComboBox
            label="Convention"
            className="max-w-xl"
            isRequired
            value={chosen?.convention.id ?? null}
            selectedLabel={chosen ? `${chosen.convention.number} – ${chosen.convention.title}` : undefined}
            choices={conventions.map(({ id, number, title, authorityName }) => ({
              id,
              label: `${number} – ${title}`,
              detail: authorityName,
            }))}
            onChange={(id) =>
              id &&
              startTransition(() =>
                router.replace(`/accrochage/demande?convention=${encodeURIComponent(id)}`),
              )
            }
          />
          {chosen && <RequestForm key={chosen.convention.id} eligibility={chosen} />}
        </div>
      )}
    </>
  );
}
