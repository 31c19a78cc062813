import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { buttonStyle } from '@/components/ui/button-style';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { familyWords } from '@/server/alerts/domain';
import { readUnsubscribeToken } from '@/server/alerts/preferences';

export const metadata: Metadata = { title: 'Ne plus recevoir ces courriels', robots: 'noindex' };

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

/** A button between the mail and the choice: software that opens links unsubscribes nobody. */
export default async function Page({ params, searchParams }: Props) {
  const { token } = await params;
  const asked = readUnsubscribeToken(token);
  if (!asked) notFound();
  const { fait } = await searchParams;
  const what = asked.family === 'all' ? 'Tous les rappels et résumés' : familyWords[asked.family].label;
  return (
    <div className="mx-auto flex w-full max-w-text flex-col items-start gap-4">
      <h1 className="font-semibold text-3xl">Ne plus recevoir ces courriels</h1>
      {fait ? (
        <Notice tone="success" live title="C’est fait.">
          Vous ne recevrez plus «&nbsp;{what}&nbsp;». Vous pouvez revenir sur ce choix sur la page{' '}
          <Link href="/compte#courriels">Mon compte</Link>.
        </Notice>
      ) : (
        <>
          <p>
            Courriels concernés&nbsp;: <strong>{what}</strong>.
          </p>
          <form method="post" action={`/api/desabonnement/${token}`}>
            <button type="submit" className={buttonStyle('primary', 'md', false)}>
              Ne plus les recevoir
            </button>
          </form>
        </>
      )}
      <p className="text-soft">
        Les actes qui engagent vous parviennent toujours&nbsp;: code de signature, demande de signature,
        exemplaire signé, délibération demandée, invitation.
      </p>
    </div>
  );
}
