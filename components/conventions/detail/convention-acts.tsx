'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { Menu } from '@/components/ui/menu';
import { Notice } from '@/components/ui/notice';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';
import type { ConventionAct, ConventionDetail } from '@/server/conventions/queries/detail';
import { PdfButton } from './pdf-button';
import { SchoolsChoice } from './schools-choice';

const dialogFields = ['longtext', 'date', 'schools'];

/** The acts that lead a convention on, in the order of its life: the one that is due is the page's button. */
const forward = [
  'sign',
  'approve',
  'confirm_deposit',
  'submit_for_review',
  'send_to_partner',
  'accept_text',
  'mark_ready_to_sign',
  'resume',
  'mark_renewed',
  'archive',
] as const satisfies readonly ConventionAct['action'][];

/** The acts of the transition table that this hat may do: the one that is due as button, the others in a menu. */
export function ConventionActs({ convention }: { convention: ConventionDetail }) {
  const [open, setOpen] = useState<ConventionAct | null>(null);
  const acts = convention.actions;
  const links: Partial<Record<ConventionAct['action'], string>> = {
    sign: `/conventions/${convention.id}/signature`,
    confirm_deposit: '?onglet=signatures',
  };
  const main = forward
    .map((name) => acts.find(({ action }) => action === name))
    // While nothing takes over, being renewed is not what a convention in force waits for.
    .find((act) => act && (act.action !== 'mark_renewed' || act.blockers.length === 0));
  const others = acts.filter((act) => act !== main);
  return (
    <>
      {main && links[main.action] ? (
        <SigningLink act={main} href={links[main.action] ?? ''} />
      ) : (
        main && (
          <Button variant="primary" reason={main.blockers[0]?.message ?? null} onPress={() => setOpen(main)}>
            {main.label}
          </Button>
        )
      )}
      <PdfButton id={convention.id} frozen={convention.frozen?.hasPdf ?? false} />
      <Menu
        label="Autres actes"
        entries={others.map((act) => ({
          id: act.action,
          label: act.label,
          detail: act.consequence,
          reason: act.blockers[0]?.message ?? null,
          ...(act.destructive ? { tone: 'danger' as const } : {}),
          ...(links[act.action] ? { href: links[act.action] ?? '' } : { onAction: () => setOpen(act) }),
        }))}
      />
      {open && (
        <ActDialog key={open.action} act={open} convention={convention} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** Leads to the page where one signs or examines; to whom it is not the turn of, it is only a page to read. */
function SigningLink({ act, href }: { act: ConventionAct; href: string }) {
  if (act.action !== 'sign')
    return (
      <ButtonLink href={href} variant="primary">
        {act.label}
      </ButtonLink>
    );
  const isMine = act.blockers.length === 0;
  return (
    <ButtonLink href={href} variant={isMine ? 'primary' : 'secondary'}>
      {isMine ? 'Lire et signer' : 'Page de signature'}
    </ButtonLink>
  );
}

/** Says what will happen, asks what the act needs, carries it out on the version that was seen. */
function ActDialog({
  act,
  convention,
  onClose,
}: {
  act: ConventionAct;
  convention: ConventionDetail;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const transition = useMutation(trpc.conventions.transition.mutationOptions());
  const approve = useMutation(trpc.signatures.approve.mutationOptions());
  const refuse = useMutation(trpc.signatures.refuse.mutationOptions());
  const [values, setValues] = useState<Record<string, string>>({});
  /** Schools that the act concerns; null for all of them. */
  const [uais, setUais] = useState<string[] | null>(null);
  const [noneTicked, setNoneTicked] = useState(false);
  const { attempt, errors, refusal } = useAttempt(act.inputs.map(({ name }) => name));

  function confirm() {
    setNoneTicked(uais?.length === 0);
    if (uais?.length === 0) return;
    return attempt(async () => {
      const filled = {
        ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')),
        ...(uais ? { uais } : {}),
      };
      const seen = { id: convention.id, version: convention.version };
      if (act.action === 'approve') await approve.mutateAsync(seen);
      else if (act.action === 'refuse') await refuse.mutateAsync({ ...seen, reason: values.reason ?? '' });
      else await transition.mutateAsync({ ...seen, action: act.action, ...filled });
      toast(`${act.label}\u00a0: c’est fait.`);
      onClose();
      router.refresh();
    });
  }

  return (
    <Dialog
      title={`${act.label} ?`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      role="alertdialog"
      footer={
        <>
          <Button onPress={onClose}>Annuler</Button>
          {refusal?.code === 'conflict' ? (
            <Button
              variant="primary"
              onPress={() => {
                onClose();
                router.refresh();
              }}
            >
              Voir ce qui a changé
            </Button>
          ) : (
            <Button
              variant={act.destructive ? 'danger' : 'primary'}
              isPending={transition.isPending || approve.isPending || refuse.isPending}
              pendingLabel={act.action === 'mark_ready_to_sign' ? 'Production du document…' : 'En cours…'}
              onPress={confirm}
            >
              {act.label}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{act.consequence}</p>
        {act.warnings.map(({ code, message }) => (
          <Notice key={code} tone="warning">
            {message}
          </Notice>
        ))}
        {act.inputs
          .filter(({ kind }) => dialogFields.includes(kind))
          .map((input) =>
            input.kind === 'schools' ? (
              <SchoolsChoice
                key={input.name}
                label={input.label}
                help={input.help}
                schools={convention.schools}
                value={uais}
                onChange={setUais}
                errorMessage={
                  noneTicked && uais?.length === 0
                    ? 'Cochez au moins une école, ou choisissez « Toutes ».'
                    : errors[input.name]
                }
              />
            ) : input.kind === 'date' ? (
              <DateField
                key={input.name}
                label={input.label}
                description={input.help}
                isRequired={input.required}
                value={values[input.name] || null}
                onChange={(value) => setValues({ ...values, [input.name]: value ?? '' })}
                errorMessage={errors[input.name]}
              />
            ) : (
              <TextArea
                key={input.name}
                label={input.label}
                description={input.help}
                isRequired={input.required}
                rows={4}
                value={values[input.name] ?? ''}
                onChange={(value) => setValues({ ...values, [input.name]: value })}
                errorMessage={errors[input.name]}
              />
            ),
          )}
        <RefusalNotice refusal={refusal} />
      </div>
    </Dialog>
  );
}
