import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { DemonstrationAccounts } from '@/components/sign-in/demonstration-accounts';
import { EmailForm } from '@/components/sign-in/email-form';
import { OidcButton } from '@/components/sign-in/oidc-button';
import { Notice } from '@/components/ui/notice';
import { demonstrationAccounts } from '@/prisma/seed/accounts';
import { config } from '@/server/config';
import { safeNext } from '@/server/organisations/next-path';
import { signInErrors } from '@/server/organisations/sign-in-schema';
import { currentSession } from '@/server/session';

export const metadata: Metadata = { title: 'Connexion' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = safeNext(query.suite ?? query.callbackUrl);
  const error = typeof query.error === 'string' ? query.error : null;
  if (!error && (await currentSession())) redirect(next);
  const { oidc, mode } = config();
  return (
    <div className="mx-auto flex w-full max-w-text flex-col gap-8">
      <h1 className="text-3xl font-semibold">Connexion</h1>
      {error && <Notice tone="danger">{signInErrors[error] ?? signInErrors.Default}</Notice>}
      {mode === 'demonstration' && (
        <section aria-labelledby="demonstration" className="flex flex-col gap-3">
          <h2 id="demonstration" className="text-xl font-semibold">
            Démonstration&nbsp;: choisir un rôle
          </h2>
          <p className="text-soft">Ces comptes, leurs noms et leurs actes sont fictifs.</p>
          <DemonstrationAccounts accounts={demonstrationAccounts} next={next} />
        </section>
      )}
      <section aria-labelledby="lien" className="flex flex-col gap-3">
        <h2 id="lien" className="text-xl font-semibold">
          Par lien reçu par courriel
        </h2>
        <EmailForm next={next} />
      </section>
      {oidc && (
        <section aria-labelledby="oidc" className="flex flex-col items-start gap-3">
          <h2 id="oidc" className="text-xl font-semibold">
            Par votre fournisseur d’identité
          </h2>
          <OidcButton name={oidc.name} next={next} />
        </section>
      )}
    </div>
  );
}
