'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useAttempt, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Form, FormField } from '@/components/ui/form';
import { formatTime } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import { TextField } from '@/components/ui/text-field';
import { consentSentence } from '@/server/conventions/consent';
import { sign } from '@/server/conventions/schema';

const schema = sign.pick({ code: true, consent: true });
type Values = { code: string; consent: boolean };

/** Asks for the code, then the code, the sentence and the button. */
export function SignForm({
  id,
  version,
  sha256,
  signatory,
}: {
  id: string;
  version: number;
  sha256: string;
  signatory: string;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const [sent, setSent] = useState<{ to: string; until: Date } | null>(null);
  const askCode = useMutation(trpc.conventions.requestSignatureCode.mutationOptions());
  const giveSignature = useMutation(trpc.conventions.sign.mutationOptions());
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema as unknown as z.ZodType<z.output<typeof schema>, Values>),
    defaultValues: { code: '', consent: false },
  });

  const code = useAttempt();
  const { submit, refusal, clear } = useSending(form, async (values) => {
    code.clear();
    await giveSignature.mutateAsync({ id, version, sha256, ...values });
    router.refresh();
  });
  async function sendCode() {
    clear();
    await code.attempt(async () => {
      const { sentTo, expiresAt } = await askCode.mutateAsync({ id });
      setSent({ to: sentTo, until: expiresAt });
    });
  }

  return (
    <Section title="Votre signature">
      <ol className="list-decimal pl-6">
        <li>Recevez un code à six chiffres à votre adresse.</li>
        <li>Saisissez-le.</li>
        <li>Acceptez la phrase, puis signez.</li>
      </ol>
      <RefusalNotice
        refusal={refusal ?? code.refusal}
        whenStale={<Button onPress={() => router.refresh()}>Voir ce qui a changé</Button>}
      />
      <div className="flex flex-col items-start gap-2">
        <Button
          variant={sent ? 'secondary' : 'primary'}
          isPending={askCode.isPending}
          pendingLabel="Envoi du code…"
          onPress={sendCode}
        >
          {sent ? 'Renvoyer un code' : 'Recevoir mon code'}
        </Button>
        {sent && (
          <p role="status">
            Code envoyé à <strong>{sent.to}</strong>, valable jusqu’à {formatTime(sent.until)}.
          </p>
        )}
      </div>
      {sent && (
        <Form form={form} onSubmit={submit}>
          <FormField control={form.control} name="code">
            {(field) => (
              <TextField
                {...field}
                autoFocus
                label="Code reçu par courriel"
                description="Six chiffres."
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={9}
                className="max-w-56"
              />
            )}
          </FormField>
          <FormField control={form.control} name="consent">
            {(field) => <Checkbox {...field} label={consentSentence} />}
          </FormField>
          <p className="break-all text-soft text-sm">
            {signatory} – empreinte SHA-256 du document : {sha256}
          </p>
          <Button
            type="submit"
            variant="primary"
            isPending={giveSignature.isPending}
            pendingLabel="Signature en cours…"
            className="w-full sm:w-auto"
          >
            Signer la convention
          </Button>
        </Form>
      )}
    </Section>
  );
}
