'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc';
import { counted, formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import type { AnnexState } from '@/server/conventions/queries/annex';

/** Where annexe A2 of this convention comes from, and whether the matrix has moved on since. */
export function AnnexNotice({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.conventions.annex.queryOptions({ id }));
  if (!data) return null;
  return (
    <section aria-label="Annexe A2" className="mb-6 text-sm print:hidden">
      <Said annex={data} />
    </section>
  );
}

function Said({ annex: { projectId, fixed, isOpen, version, differs, errors } }: { annex: AnnexState }) {
  const matrix = `/responsabilites/${projectId}`;
  const versions = <Link href={`${matrix}/versions`}>Voir les versions de la matrice</Link>;
  if (version) {
    const named = `version n°\u00a0${version.number} de la matrice, figée le ${formatLongDate(version.on)}`;
    if (!differs)
      return (
        <p>
          {`Annexe A2\u00a0: ${named}. `}
          {versions}
        </p>
      );
    return (
      <Notice
        tone={fixed ? 'info' : 'warning'}
        title="La matrice du projet a changé depuis cette annexe"
        actions={versions}
      >
        {fixed
          ? `Le texte figé annexe la ${named}\u00a0: il ne change plus. La suite se décide par un avenant, ou en rouvrant le texte avant sa signature.`
          : `Le texte annexe la ${named}. Figez-en une nouvelle pour qu’il reprenne la matrice d’aujourd’hui.`}
      </Notice>
    );
  }
  if (fixed) return null;
  if (!isOpen)
    return (
      <p>
        {'Annexe A2\u00a0: le modèle de matrice, tant que celle du projet n’est pas ouverte. '}
        <Link href={matrix}>Ouvrir la matrice du projet</Link>
      </p>
    );
  if (errors > 0)
    return (
      <Notice
        tone="warning"
        title={`Annexe A2\u00a0: ${counted(errors, 'point de la matrice à corriger', 'points de la matrice à corriger')}`}
        actions={<Link href={matrix}>Corriger la matrice</Link>}
      >
        La matrice sera figée quand la collectivité acceptera le texte&nbsp;: elle ne peut pas l’être avec des
        erreurs.
      </Notice>
    );
  return (
    <p>
      {
        'Annexe A2\u00a0: la matrice du projet telle qu’elle est aujourd’hui. Elle sera figée avec le texte, quand la collectivité l’acceptera. '
      }
      <Link href={matrix}>Voir la matrice</Link>
    </p>
  );
}
