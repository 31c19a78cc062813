'use client';

import { ZoomIn, ZoomOut } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { announce } from '@/components/ui/announce';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import type { Ground } from './ground';
import { landmarks, nearest, stepFrom } from './ground';
import { type DotKind, dotKinds, dotOf, marksPath } from './stage-marks';

export type MapSchool = { uai: string; name: string; commune: string; kind: DotKind };

const ZOOMS = [1, 2, 4, 8] as const;
const RADIUS = 5.5;

/**
 * Every school of a département by its coordinates. The arrows go from one school to the next (left and right by
 * commune and name, up and down from commune to commune), Enter opens; a click opens, a touch tells first.
 */
export function SchoolMap({
  label,
  ground,
  schools,
}: {
  label: string;
  ground: Ground;
  /** Same order as the points of the ground: by commune, then name. */
  schools: readonly MapSchool[];
}) {
  const router = useRouter();
  const svg = useRef<SVGSVGElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [zoom, setZoom] = useState<(typeof ZOOMS)[number]>(1);
  const radius = RADIUS / Math.sqrt(zoom) / (zoom > 2 ? Math.sqrt(zoom / 2) : 1);

  const drawn = useMemo(
    () =>
      dotKinds.flatMap((kind) => {
        const points = ground.points.filter((_, index) => schools[index]?.kind === kind);
        return points.length > 0 ? [{ kind, path: marksPath(kind, radius, points) }] : [];
      }),
    [ground, schools, radius],
  );
  const names = useMemo(
    () =>
      landmarks(
        ground.points.map(([x, y], index) => ({ x, y, commune: schools[index]?.commune ?? '' })),
        { count: 8 * zoom, apart: 150 / zoom },
      ),
    [ground, schools, zoom],
  );

  const words = (index: number) => {
    const school = schools[index];
    return school ? `${school.name}, ${school.commune}\u00a0: ${dotOf(school.kind).label.toLowerCase()}` : '';
  };
  const hrefOf = (index: number) => `/couverture/ecoles/${schools[index]?.uai ?? ''}`;

  /** The school under the pointer, within what a finger or a mouse can aim at. */
  function under(event: PointerEvent<SVGSVGElement> | React.MouseEvent<SVGSVGElement>, reach: number) {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = ground.width / box.width;
    return nearest(
      ground.points,
      [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale],
      reach * scale,
    );
  }

  function choose(index: number) {
    setChosen(index);
    announce(`${words(index)}. ${index + 1} sur ${schools.length}`);
    // Stays in sight when the drawing is larger than its window.
    svg.current?.querySelector('[data-ring]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  function move(event: KeyboardEvent<SVGSVGElement>) {
    if (schools.length === 0) return;
    const to = stepFrom(chosen, event.key, schools);
    if (to !== null) {
      event.preventDefault();
      choose(to);
    } else if (event.key === 'Enter' && chosen !== null) {
      event.preventDefault();
      router.push(hrefOf(chosen));
    }
  }

  const point = chosen === null ? undefined : ground.points[chosen];
  const school = chosen === null ? undefined : schools[chosen];
  const zoomBy = (step: 1 | -1) => {
    const next = ZOOMS[ZOOMS.indexOf(zoom) + step];
    if (next !== undefined) setZoom(next);
  };

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2 print:hidden">
        <Button
          size="sm"
          icon={<ZoomIn aria-hidden />}
          reason={zoom === 8 ? 'La carte est déjà au plus grand.' : null}
          reasonAs="tooltip"
          onPress={() => zoomBy(1)}
        >
          Agrandir
        </Button>
        <Button
          size="sm"
          icon={<ZoomOut aria-hidden />}
          reason={zoom === 1 ? 'Le département est déjà visible en entier.' : null}
          reasonAs="tooltip"
          onPress={() => zoomBy(-1)}
        >
          Réduire
        </Button>
      </div>
      <div className="max-h-[75dvh] overflow-auto rounded-md border border-line bg-surface print:max-h-none print:overflow-visible">
        {/* One stop of the keyboard for thousands of schools; what is chosen is announced. */}
        <svg
          ref={svg}
          data-chart=""
          role="application"
          aria-label={`${label}. Flèches\u00a0: d’une école à l’autre. Entrée\u00a0: ouvrir.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move through the map
          tabIndex={0}
          viewBox={`0 0 ${ground.width} ${ground.height}`}
          width={ground.width}
          height={ground.height}
          style={{ width: `${zoom * 100}%` }}
          // On paper a square département still shares its page with the title.
          className={`block h-auto max-w-none print:max-h-[165mm] print:w-full! ${chosen === null ? '' : 'cursor-pointer'}`}
          onKeyDown={move}
          onPointerMove={(event) => {
            if (event.pointerType === 'mouse') setChosen(under(event, 12));
          }}
          onPointerLeave={(event) => {
            if (event.pointerType === 'mouse') setChosen(null);
          }}
          onClick={(event) => {
            const at = under(event, 22);
            if (at === null) return;
            const isTouch = (event.nativeEvent as globalThis.PointerEvent).pointerType !== 'mouse';
            if (isTouch && at !== chosen) choose(at);
            else router.push(hrefOf(at));
          }}
        >
          {ground.outline && (
            <path
              d={ground.outline.path}
              transform={ground.outline.transform}
              className="fill-sunken stroke-edge"
              strokeWidth="1.2"
              strokeDasharray="5 3"
              vectorEffect="non-scaling-stroke"
              strokeLinejoin="round"
            />
          )}
          {drawn.map(({ kind, path }) => (
            <path
              key={kind}
              data-kind={kind}
              d={path}
              className={dotOf(kind).className}
              strokeWidth={radius * (kind === 'exists' ? 0.4 : 0.16)}
            />
          ))}
          {names.map(({ name, x, y }) => (
            <text
              key={name}
              x={x}
              y={y}
              fontSize={15 / zoom}
              strokeWidth={4 / zoom}
              strokeLinejoin="round"
              paintOrder="stroke"
              textAnchor="middle"
              className="pointer-events-none fill-ink stroke-surface max-sm:text-[calc(30px/var(--zoom))]"
              style={{ '--zoom': zoom } as React.CSSProperties}
            >
              {name}
            </text>
          ))}
          {point && (
            <circle
              data-transient=""
              data-ring=""
              cx={point[0]}
              cy={point[1]}
              r={radius * 2}
              className="fill-none stroke-focus"
              strokeWidth={radius * 0.5}
            />
          )}
        </svg>
      </div>
      <p className="min-h-12 text-sm print:hidden">
        {school && chosen !== null ? (
          <>
            <strong className="font-semibold">{words(chosen)}</strong>{' '}
            <Link href={hrefOf(chosen)}>Ouvrir la fiche</Link>
          </>
        ) : (
          <span className="text-soft">
            Touchez ou survolez une école pour la nommer. Au clavier&nbsp;: Tab jusqu’à la carte, puis les
            flèches, et Entrée pour ouvrir la fiche.
          </span>
        )}
      </p>
    </div>
  );
}
