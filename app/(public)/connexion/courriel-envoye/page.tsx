import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { config } from '@/server/config';

export const metadata: Metadata = { title: 'Lien envoyé' };

export default function LinkSentPage() {
  const { mode, smtpUrl } = config();
  return (
    <div className="mx-auto flex w-full max-w-text flex-col gap-4">
      <h1 className="text-3xl font-semibold">Consultez votre messagerie</h1>
      <p>
        Si un compte correspond à cette adresse, un lien de connexion vient de lui être envoyé. Il sert une
        seule fois et reste valable 15 minutes.
      </p>
      <p>
        Rien reçu&nbsp;? Regardez dans les courriers indésirables, vérifiez l’adresse, ou{' '}
        <Link href="/connexion">demandez un nouveau lien</Link>.
      </p>
      {mode === 'demonstration' && !smtpUrl && (
        <p>
          Démonstration&nbsp;: les courriels ne partent pas, ils se lisent dans la{' '}
          <Link href="/demonstration/courriels">boîte de la démonstration</Link>.
        </p>
      )}
    </div>
  );
}
