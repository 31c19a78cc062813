import type { Db } from '../db';
import { deliverMail } from '../mail/deliver';
import { queueMail } from '../mail/outbox';

/**
 * Sends the sign-in link, only to an address that has an account. It runs in the background, so that the
 * page answers the same, as fast, for known and unknown addresses.
 */
export async function sendSignInLink(db: Db, email: string, url: string): Promise<void> {
  const user = await db.user.findUnique({ where: { email } });
  if (!user) return;
  await db.$transaction((tx) =>
    queueMail(tx, email, {
      subject: 'Votre lien de connexion à Accord’ENT',
      paragraphs: [
        'Bonjour,',
        'Voici le lien demandé pour vous connecter. Il sert une seule fois et reste valable 15 minutes.',
        'Si vous ne l’avez pas demandé, ignorez ce message\u00a0: personne ne peut se connecter sans lui.',
      ],
      action: { label: 'Se connecter', url },
      oneTimeLink: true,
    }),
  );
  await deliverMail(db);
}
