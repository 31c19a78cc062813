'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { signIn } from 'next-auth/react';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Form, FormField } from '@/components/ui/form';
import { TextField } from '@/components/ui/text-field';
import { type EmailSignIn, emailSignInSchema } from '@/server/organisations/sign-in-schema';

/** Asks for a sign-in link. The answer is the same whether the address is known or not. */
export function EmailForm({ next }: { next: string }) {
  const router = useRouter();
  const form = useForm<EmailSignIn>({
    resolver: zodResolver(emailSignInSchema),
    defaultValues: { email: '' },
  });

  async function send({ email }: EmailSignIn) {
    const answer = await signIn('email', { email, callbackUrl: next, redirect: false });
    if (answer?.url?.includes('TropDeDemandes') || answer?.status === 429) {
      form.setError('email', {
        message: 'Trop de liens demandés pour cette adresse. Réessayez dans un quart d’heure.',
      });
      return;
    }
    router.push('/connexion/courriel-envoye');
  }

  return (
    <Form form={form} onSubmit={send}>
      <FormField control={form.control} name="email">
        {(field) => (
          <TextField
            {...field}
            type="email"
            autoComplete="email"
            label="Adresse électronique professionnelle"
            description="Nous vous envoyons un lien, valable 15 minutes, qui sert une seule fois."
          />
        )}
      </FormField>
      <Button type="submit" variant="primary" isPending={form.formState.isSubmitting} pendingLabel="Envoi…">
        Recevoir un lien de connexion
      </Button>
    </Form>
  );
}
