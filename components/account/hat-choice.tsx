import { ArrowRight } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';

type WearableHat = {
  id: string;
  role: string;
  organisation: string;
  quality: string | null;
  worn: boolean;
};

/** The hats of one person; each is a button that puts it on and goes on. Works without scripts. */
export function HatChoice({
  hats,
  next,
  refused,
}: {
  hats: readonly WearableHat[];
  next: string;
  refused: boolean;
}) {
  return (
    <div className="max-w-text py-4">
      <PageHeader
        title="Choisir son rôle"
        lead={
          hats.length > 0
            ? 'Vous agissez sous un rôle à la fois : il décide de ce que vous voyez, et il est noté dans l’historique.'
            : undefined
        }
      />
      {refused && (
        <Notice tone="warning" className="mb-4">
          Ce rôle n’est plus valable, ou n’est pas le vôtre. Choisissez-en un autre.
        </Notice>
      )}
      {hats.length === 0 ? (
        <EmptyState title="Aucun rôle ne vous est donné aujourd’hui">
          Demandez à la DANE de votre académie, ou à l’exploitant de la plateforme, de vous en donner un : il
          vous arrive par courriel, à l’adresse avec laquelle vous venez de vous connecter.
        </EmptyState>
      ) : (
        <form method="post" action="/api/chapeau">
          <input type="hidden" name="retour" value={next} />
          <ul className="flex flex-col gap-3">
            {hats.map((hat) => (
              <li key={hat.id}>
                <button
                  type="submit"
                  name="membershipId"
                  value={hat.id}
                  aria-current={hat.worn ? 'true' : undefined}
                  className="flex w-full cursor-pointer items-center gap-4 rounded-md border border-edge bg-surface px-4 py-3 text-left hover:border-accent hover:bg-accent-soft aria-[current=true]:border-accent"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block font-semibold">{hat.role}</span>
                    <span className="block text-soft">
                      {hat.organisation}
                      {hat.quality ? ` – ${hat.quality}` : ''}
                      {hat.worn ? ' (rôle porté en ce moment)' : ''}
                    </span>
                  </span>
                  <ArrowRight aria-hidden className="size-5 shrink-0 text-accent" />
                </button>
              </li>
            ))}
          </ul>
        </form>
      )}
    </div>
  );
}
