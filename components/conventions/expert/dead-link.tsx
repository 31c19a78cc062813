import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import type { LinkDeath } from '@/server/conventions/review/link';

const titles: Record<LinkDeath, string> = {
  unknown: 'Lien inconnu',
  answered: 'Avis déjà enregistré',
  revoked: 'Lien révoqué',
  changed: 'Le texte a changé',
  expired: 'Délai passé',
  closed: 'Examen terminé',
};

/** A link that no longer opens anything: why, and what one may do. */
export function DeadLink({ why, sentence }: { why: LinkDeath; sentence: string }) {
  return (
    <div className="mx-auto flex w-full max-w-text flex-col gap-6">
      <h1 className="text-3xl">Ce lien ne vaut plus</h1>
      <Notice tone={why === 'answered' ? 'success' : 'warning'} title={titles[why]}>
        {sentence}
      </Notice>
      <p>
        <ButtonLink href="/">Revenir à l’accueil</ButtonLink>
      </p>
    </div>
  );
}
