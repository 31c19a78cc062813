'use client';

import { useMutation } from '@tanstack/react-query';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { counted } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';
import type { TemplateFinding } from '@/server/templates/checks';
import type { TemplateDetail } from '@/server/templates/queries/templates';

/** Publishes the draft as an immutable version; the same text makes none. */
export function PublishTemplate({
  id,
  published,
  findings,
  settled,
  onPublished,
}: {
  id: string;
  published: TemplateDetail['published'];
  findings: readonly TemplateFinding[];
  settled: () => Promise<number>;
  onPublished: () => void;
}) {
  const trpc = useTRPC();
  const publish = useMutation(trpc.templates.publish.mutationOptions());
  const errors = findings.filter(({ level }) => level === 'error').length;
  const next = (published?.number ?? 0) + 1;

  async function confirm(): Promise<string | undefined> {
    try {
      const made = await publish.mutateAsync({ id, version: await settled() });
      toast(
        made.isNew
          ? `La version ${made.number} est publiée.`
          : `Le texte est celui de la version ${made.number} : rien n’est à publier.`,
      );
      onPublished();
      return undefined;
    } catch (error) {
      return refusalFrom(error).message;
    }
  }
  const trigger = (
    <Button
      variant="primary"
      reason={
        errors > 0
          ? `Publication impossible : ${counted(errors, 'point est à régler', 'points sont à régler')}.`
          : undefined
      }
    >
      Publier
    </Button>
  );
  if (errors > 0) return trigger;
  return (
    <ConfirmDialog
      trigger={trigger}
      title={`Publier la version ${next} ?`}
      confirmLabel={`Publier la version ${next}`}
      pendingLabel="Publication…"
      onConfirm={confirm}
    >
      <p>
        Les nouvelles conventions partiront de ce texte. Celles qui sont commencées gardent le leur. Une
        version publiée ne se modifie plus.
      </p>
    </ConfirmDialog>
  );
}
