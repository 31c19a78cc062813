import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { formatDateTime } from '@/components/ui/format';
import { config } from '@/server/config';
import { db } from '@/server/db';

export const metadata: Metadata = { title: 'Courriels de la démonstration' };
export const dynamic = 'force-dynamic';

/** What the application would have sent: the demonstration has no mail server. Never outside it. */
export default async function DemonstrationMailPage() {
  if (config().mode !== 'demonstration') notFound();
  const mails = await db().outgoingMail.findMany({ orderBy: { createdAt: 'desc' }, take: 50 });
  return (
    <div className="mx-auto flex w-full max-w-text flex-col gap-6">
      <h1 className="text-3xl font-semibold">Courriels de la démonstration</h1>
      <p className="text-soft">Rien n’est envoyé&nbsp;: les cinquante derniers messages se lisent ici.</p>
      {mails.length === 0 && <p>Aucun courriel pour l’instant.</p>}
      {mails.map((mail) => (
        <article key={mail.id} className="rounded-md border border-line p-4">
          <h2 className="font-semibold">{mail.subject}</h2>
          <p className="text-sm text-soft">
            À {mail.to}, le {formatDateTime(mail.createdAt)}
          </p>
          <div className="mt-3 whitespace-pre-line break-words">
            {mail.text.split(/(https?:\/\/\S+)/).map((part, index) =>
              part.startsWith('http') ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sent message never move
                <a key={index} href={part} className="underline">
                  {part}
                </a>
              ) : (
                part
              ),
            )}
          </div>
        </article>
      ))}
    </div>
  );
}
