import type { Metadata } from 'next';
import { buttonStyle } from '@/components/ui/button-style';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';

export const metadata: Metadata = { title: 'Ouvrir ma session', robots: 'noindex' };

type Props = { searchParams: Promise<Record<string, string | undefined>> };

/** A button between the mail and the sign-in: software that opens links does not use the link up. */
export default async function LinkPage({ searchParams }: Props) {
  const { token, email, callbackUrl } = await searchParams;
  return (
    <div className="mx-auto flex w-full max-w-text flex-col items-start gap-4">
      <h1 className="text-3xl font-semibold">Ouvrir ma session</h1>
      {token && email ? (
        <>
          <p>
            Vous allez vous connecter avec l’adresse <strong>{email}</strong>.
          </p>
          <form method="get" action="/api/auth/callback/email">
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="email" value={email} />
            {callbackUrl && <input type="hidden" name="callbackUrl" value={callbackUrl} />}
            <button type="submit" className={buttonStyle('primary', 'md', false)}>
              Me connecter
            </button>
          </form>
        </>
      ) : (
        <Notice tone="danger">
          Ce lien est incomplet&nbsp;: il a pu être coupé par la messagerie.{' '}
          <Link href="/connexion">Demandez-en un nouveau.</Link>
        </Notice>
      )}
    </div>
  );
}
