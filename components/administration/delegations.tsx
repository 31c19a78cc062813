'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { formatDate, formatLongDate } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import type { MembershipDetail } from '@/server/organisations/people/queries';
import { grantDelegation } from '@/server/organisations/people/schema';
import { validityBadges } from './people-table';

type Delegation = MembershipDetail['delegations'][number];

/** Délégations de signature of somebody who signs: they are printed under the signature. */
export function Delegations({ membership, today }: { membership: MembershipDetail; today: string }) {
  const [isOpen, setOpen] = useState(false);
  const { delegations } = membership;
  return (
    <Section
      title="Délégations de signature"
      count={delegations.length}
      lead="Imprimées sous la signature. Qui signe en son nom propre n’en a pas besoin."
      action={
        <Dialog
          title="Nouvelle délégation de signature"
          isOpen={isOpen}
          onOpenChange={setOpen}
          trigger={<Button size="sm">Ajouter une délégation</Button>}
        >
          <DelegationForm membershipId={membership.id} today={today} onDone={() => setOpen(false)} />
        </Dialog>
      }
    >
      {delegations.length === 0 ? (
        <EmptyState title="Aucune délégation" level={3} />
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {delegations.map((delegation) => (
            <li key={delegation.id} className="flex flex-wrap items-start justify-between gap-3 py-3">
              <div>
                <p>
                  Délégation donnée par {delegation.grantedBy}, acte {delegation.reference} du{' '}
                  {formatLongDate(delegation.grantedOn)}
                </p>
                <p className="text-soft text-sm">
                  Valable à partir du {formatDate(delegation.validFrom)}
                  {delegation.validUntil ? `, jusqu’au ${formatDate(delegation.validUntil)} inclus` : ''}
                </p>
              </div>
              <div className="flex items-center gap-3">
                {delegation.revoked ? (
                  <StateBadge tone="neutral">Révoquée</StateBadge>
                ) : (
                  <>
                    <StateBadge tone={validityBadges[delegation.validity].tone}>
                      {validityBadges[delegation.validity].label}
                    </StateBadge>
                    <RevokeDelegation membershipId={membership.id} delegation={delegation} />
                  </>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function DelegationForm({
  membershipId,
  today,
  onDone,
}: {
  membershipId: string;
  today: string;
  onDone: () => void;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const grant = useMutation(trpc.people.grantDelegation.mutationOptions());
  const form = useForm<z.input<typeof grantDelegation>, unknown, z.output<typeof grantDelegation>>({
    resolver: zodResolver(grantDelegation),
    defaultValues: { grantedBy: '', reference: '', validFrom: today },
  });

  const { submit, refusal } = useSending(form, async (values: z.output<typeof grantDelegation>) => {
    await grant.mutateAsync({ id: membershipId, ...values });
    toast('Délégation enregistrée.');
    onDone();
    router.refresh();
  });

  return (
    <Form form={form} onSubmit={submit} className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} />
      <FormField control={form.control} name="grantedBy">
        {(field) => (
          <TextField
            {...field}
            label="Donnée par"
            description="Comme dans une phrase : « le recteur de l’académie de Versailles »."
            isRequired
            maxLength={200}
          />
        )}
      </FormField>
      <FormField control={form.control} name="reference">
        {(field) => <TextField {...field} label="Référence de l’acte" isRequired maxLength={120} />}
      </FormField>
      <FormField control={form.control} name="grantedOn">
        {(field) => (
          <DateField
            {...field}
            value={field.value ?? null}
            onChange={(value) => field.onChange(value ?? '')}
            label="Date de l’acte"
            isRequired
          />
        )}
      </FormField>
      <FormField control={form.control} name="validFrom">
        {(field) => <DateField {...field} label="Premier jour" isRequired />}
      </FormField>
      <FormField control={form.control} name="validUntil">
        {(field) => (
          <DateField
            {...field}
            value={field.value ?? null}
            label="Dernier jour"
            description="Vide : sans fin prévue."
          />
        )}
      </FormField>
      <FormActions>
        <SubmitButton pendingLabel="Enregistrement…">Enregistrer la délégation</SubmitButton>
      </FormActions>
    </Form>
  );
}

function RevokeDelegation({ membershipId, delegation }: { membershipId: string; delegation: Delegation }) {
  const trpc = useTRPC();
  const router = useRouter();
  const revoke = useMutation(trpc.people.revokeDelegation.mutationOptions());

  async function confirm(): Promise<string | undefined> {
    try {
      await revoke.mutateAsync({ id: membershipId, delegationId: delegation.id });
      toast('Délégation révoquée.');
      router.refresh();
    } catch (error) {
      return refusalFrom(error).message;
    }
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger" aria-label={`Révoquer la délégation ${delegation.reference}`}>
          Révoquer
        </Button>
      }
      title={`Révoquer la délégation ${delegation.reference} ?`}
      confirmLabel="Révoquer"
      tone="danger"
      onConfirm={confirm}
    >
      <p>Elle ne sera plus imprimée. Ce qui a été signé sous cette délégation reste signé.</p>
    </ConfirmDialog>
  );
}
