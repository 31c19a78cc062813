import { ButtonLink } from '@/components/ui/button-link';
import { DeadEnd } from './dead-end';

/** 404: what does not exist, or what this hat may not see (nobody can tell which from here). */
export function NotFoundHelp({ inWorkspace = false }: { inWorkspace?: boolean }) {
  return (
    <DeadEnd
      code="Erreur 404"
      title="Cette page n’existe pas, ou vous n’y avez pas accès"
      actions={
        <ButtonLink variant="primary" href={inWorkspace ? '/tableau-de-bord' : '/'}>
          {inWorkspace ? 'Aller au tableau de bord' : 'Aller à l’accueil'}
        </ButtonLink>
      }
    >
      <p>
        L’adresse est peut-être incomplète. Si quelqu’un vous l’a envoyée, il se peut aussi qu’il faille se
        connecter, ou que votre rôle ne permette pas de voir cet objet.
      </p>
      {inWorkspace && (
        <p>
          Changez de rôle en haut de page si vous en avez plusieurs, ou demandez l’accès à l’administrateur de
          votre académie. La recherche (
          <kbd className="rounded-sm border border-line bg-sunken px-1.5 font-sans text-sm">Ctrl K</kbd>)
          retrouve une convention, un projet, une école ou une commune par son nom ou son numéro.
        </p>
      )}
    </DeadEnd>
  );
}
