'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDateTime } from '@/components/ui/format';
import { DeadEnd } from './dead-end';

/** 500: something of ours broke; gives what the support needs and a way to try again. */
export function FailureHelp({ digest, retry }: { digest?: string; retry: () => void }) {
  const [at, setAt] = useState('');
  useEffect(() => setAt(formatDateTime(Date.now())), []);
  return (
    <DeadEnd
      code="Erreur 500"
      title="Cette page n’a pas pu s’afficher"
      actions={
        <>
          <Button variant="primary" onPress={retry}>
            Réessayer
          </Button>
          <ButtonLink href="/tableau-de-bord">Aller au tableau de bord</ButtonLink>
        </>
      }
    >
      <p>
        Le service a rencontré une erreur qui ne vient pas de vous. Ce que vous aviez enregistré est conservé.
      </p>
      {(digest || at) && (
        <p className="text-soft text-sm">
          Pour l’assistance&nbsp;: {digest ? `référence ${digest}, ` : ''}
          {at}.
        </p>
      )}
    </DeadEnd>
  );
}
