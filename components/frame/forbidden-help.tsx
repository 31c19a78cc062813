import { ButtonLink } from '@/components/ui/button-link';
import { DeadEnd } from './dead-end';

/** 403: what may be seen, but not done, under this hat. */
export function ForbiddenHelp() {
  return (
    <DeadEnd
      code="Erreur 403"
      title="Votre rôle ne permet pas de faire cela"
      actions={
        <>
          <ButtonLink variant="primary" href="/tableau-de-bord">
            Aller au tableau de bord
          </ButtonLink>
          <ButtonLink href="/chapeau">Changer de rôle</ButtonLink>
        </>
      }
    >
      <p>
        Vous pouvez consulter cet objet, mais l’acte demandé revient à quelqu’un d’autre. Rien n’a été
        modifié. Si vous devriez pouvoir le faire, demandez-le à l’administrateur de votre académie.
      </p>
    </DeadEnd>
  );
}
