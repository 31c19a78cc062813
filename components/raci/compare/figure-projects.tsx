'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/link';
import type { HeatHolder, HeatMap } from '@/server/raci/compare/heat';
import type { HeatMeasure } from '@/server/raci/compare/schema';
import { partInWords } from '@/server/raci/compare/words';
import { partyLabels, type RaciParty } from '@/server/raci/domain';
import { figureHref, measureWords } from './heat-address';

/** The projects behind one figure of the map, with what the party holds there; takes the focus as it opens. */
export function FigureProjects({
  map,
  figure,
  holders,
  measure,
}: {
  map: HeatMap;
  figure: { activity: string; party: RaciParty };
  holders: readonly HeatHolder[];
  measure: HeatMeasure;
}) {
  const search = useSearchParams();
  const head = useRef<HTMLHeadingElement>(null);
  const shown = `${figure.activity} ${figure.party}`;
  useEffect(() => {
    if (shown) head.current?.focus();
  }, [shown]);
  const line = map.lines.find(({ name }) => name === figure.activity);
  return (
    <section
      id="projets"
      aria-labelledby="projets-de-la-case"
      className="rounded-md border border-line bg-surface px-4 py-3"
    >
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h3 id="projets-de-la-case" ref={head} tabIndex={-1} className="font-semibold text-lg">
          {line?.label ?? 'Activité'}
          <span className="block font-normal text-base text-soft">
            {partyLabels[figure.party]}&nbsp;: {measureWords[measure].label.toLowerCase()}
          </span>
        </h3>
        <ButtonLink size="sm" href={`/responsabilites/academie${figureHref(search, null)}`}>
          Fermer
        </ButtonLink>
      </div>
      {holders.length === 0 ? (
        <p className="mt-2">Aucun projet.</p>
      ) : (
        <ul className="mt-2 flex flex-col gap-2">
          {holders.map((one) => (
            <li key={`${one.id} ${one.activity} ${one.actor}`}>
              <Link href={`/responsabilites/${one.id}`}>{one.name}</Link>
              <span className="text-soft"> ({one.carrierName})</span>
              <span className="block text-sm">
                {one.actor}&nbsp;: {partInWords(one.meanings)}
                {line && one.activity !== line.label && <> – «&nbsp;{one.activity}&nbsp;»</>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
