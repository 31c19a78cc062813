'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import { askOpinion, inviteExpert, prolongOpinion } from '@/server/conventions/review/schema';
import { opinionLabels } from '../labels';

const usual = 'Laissez vide pour le délai habituel de l’académie.';

/** Asks the DSI or the DSDEN for an opinion. */
export function AskOpinion({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onPress={() => setOpen(true)}>
        Demander un autre avis
      </Button>
      <Dialog title="Demander un autre avis" isOpen={isOpen} onOpenChange={setOpen}>
        <AskForm id={id} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function AskForm({ id, onDone }: { id: string; onDone: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const ask = useMutation(trpc.review.askOpinion.mutationOptions());
  const form = useForm<z.input<typeof askOpinion>, unknown, z.output<typeof askOpinion>>({
    resolver: zodResolver(askOpinion),
    defaultValues: { kind: 'dsi', question: '', dueOn: null },
  });
  const { submit, refusal } = useSending(form, async (values) => {
    await ask.mutateAsync({ id, ...values });
    toast('L’avis est demandé.');
    onDone();
    router.refresh();
  });
  return (
    <Form form={form} onSubmit={submit}>
      <RefusalNotice refusal={refusal} />
      <FormField control={form.control} name="kind">
        {(field) => (
          <RadioGroup
            {...field}
            label="À qui"
            isRequired
            choices={(['dsi', 'dsden'] as const).map((kind) => ({ id: kind, label: opinionLabels[kind] }))}
          />
        )}
      </FormField>
      <FormField control={form.control} name="question">
        {(field) => <TextArea {...field} label="Ce que vous demandez" rows={3} isRequired />}
      </FormField>
      <FormField control={form.control} name="dueOn">
        {(field) => (
          <DateField {...field} value={field.value ?? null} label="Attendu le" description={usual} />
        )}
      </FormField>
      <FormActions>
        <SubmitButton variant="primary">Demander l’avis</SubmitButton>
      </FormActions>
    </Form>
  );
}

/** Invites one person outside by a link. */
export function InviteExpert({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onPress={() => setOpen(true)}>
        Inviter un expert
      </Button>
      <Dialog title="Inviter un expert par courriel" isOpen={isOpen} onOpenChange={setOpen}>
        <InviteForm id={id} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function InviteForm({ id, onDone }: { id: string; onDone: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const invite = useMutation(trpc.review.inviteExpert.mutationOptions());
  const form = useForm<z.input<typeof inviteExpert>, unknown, z.output<typeof inviteExpert>>({
    resolver: zodResolver(inviteExpert),
    defaultValues: { name: '', email: '', question: '', dueOn: null },
  });
  const { submit, refusal } = useSending(form, async (values) => {
    await invite.mutateAsync({ id, ...values });
    toast('L’invitation est partie.');
    onDone();
    router.refresh();
  });
  return (
    <Form form={form} onSubmit={submit}>
      <p className="text-soft">
        La personne reçoit un lien vers ce seul texte. Il sert une fois, sans compte, et cesse de valoir si le
        texte change.
      </p>
      <RefusalNotice refusal={refusal} />
      <FormField control={form.control} name="name">
        {(field) => <TextField {...field} label="Nom" isRequired />}
      </FormField>
      <FormField control={form.control} name="email">
        {(field) => <TextField {...field} label="Adresse électronique" type="email" isRequired />}
      </FormField>
      <FormField control={form.control} name="question">
        {(field) => <TextArea {...field} label="Ce que vous demandez" rows={3} isRequired />}
      </FormField>
      <FormField control={form.control} name="dueOn">
        {(field) => (
          <DateField {...field} value={field.value ?? null} label="Attendu le" description={usual} />
        )}
      </FormField>
      <FormActions>
        <SubmitButton variant="primary">Envoyer l’invitation</SubmitButton>
      </FormActions>
    </Form>
  );
}

/** Gives more time for an opinion that is awaited, or takes its request back. */
export function PendingActs({
  id,
  opinionId,
  name,
  withdrawLabel,
}: {
  id: string;
  opinionId: string;
  /** « l’avis juridique », for screen readers. */
  name: string;
  /** Null for the required opinions. */
  withdrawLabel: string | null;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const withdraw = useMutation(trpc.review.withdrawRequest.mutationOptions());
  async function takeBack() {
    try {
      await withdraw.mutateAsync({ id, opinionId });
      toast('La demande est retirée.');
      router.refresh();
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="sm"
        variant="quiet"
        aria-label={`Prolonger le délai\u00a0: ${name}`}
        onPress={() => setOpen(true)}
      >
        Prolonger le délai
      </Button>
      {withdrawLabel && (
        <Button size="sm" variant="quiet" isPending={withdraw.isPending} onPress={takeBack}>
          {withdrawLabel}
        </Button>
      )}
      <Dialog title={`Prolonger le délai\u00a0: ${name}`} isOpen={isOpen} onOpenChange={setOpen} size="sm">
        <ProlongForm id={id} opinionId={opinionId} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function ProlongForm({ id, opinionId, onDone }: { id: string; opinionId: string; onDone: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const prolong = useMutation(trpc.review.prolongOpinion.mutationOptions());
  const form = useForm<z.input<typeof prolongOpinion>, unknown, z.output<typeof prolongOpinion>>({
    resolver: zodResolver(prolongOpinion),
    defaultValues: { opinionId, reason: '' },
  });
  const { submit, refusal } = useSending(form, async (values) => {
    await prolong.mutateAsync({ id, ...values });
    toast('Le délai est prolongé.');
    onDone();
    router.refresh();
  });
  return (
    <Form form={form} onSubmit={submit}>
      <RefusalNotice refusal={refusal} />
      <FormField control={form.control} name="dueOn">
        {(field) => (
          <DateField {...field} value={field.value ?? null} label="Nouvelle date limite" isRequired />
        )}
      </FormField>
      <FormField control={form.control} name="reason">
        {(field) => <TextArea {...field} label="Motif" rows={3} isRequired />}
      </FormField>
      <FormActions>
        <SubmitButton variant="primary">Prolonger</SubmitButton>
      </FormActions>
    </Form>
  );
}
