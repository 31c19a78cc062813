'use client';

import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { type Level, LevelPatterns, levelFill } from '@/components/charts/marks';
import { type Direction, neighbourOf } from './outline';
import {
  ENLARGED,
  frameOf,
  INSET,
  insetTransform,
  MAP_HEIGHT,
  MAP_SHIFT,
  MAP_WIDTH,
  SHAPES,
  tileOf,
} from './places';

/** A département as the map shows it. */
export type MapPlace = {
  code: string;
  name: string;
  level: Level;
  /** « Val-d’Oise (95) : 772 sur 809, 95,4 %, 90 % et plus ». */
  words: string;
  href: string;
};

const KEYS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/**
 * The départements by band, with their patterns. One key enters the map, arrows go from one to the next as they
 * stand on the ground, Home and End to the first and the last, Enter opens. With `only`, the map of an académie.
 * Shapes without a place are drawn mute.
 */
export function CountryMap({
  label,
  places,
  only,
  enterOpens = 'ouvre le département',
}: {
  label: string;
  places: readonly MapPlace[];
  only?: readonly string[];
  /** What follows « Entrée » in the sentence under the map. */
  enterOpens?: string;
}) {
  const router = useRouter();
  const id = useId();
  const svg = useRef<SVGSVGElement>(null);
  const [pointed, setChosen] = useState<string | null>(null);
  const [last, setHome] = useState('');
  // Another territory under the same map: what was pointed at may have left it.
  const known = (code: string | null) => places.some((place) => place.code === code);
  const chosen = known(pointed) ? pointed : null;
  const home = known(last) ? last : places[0]?.code;
  const inset = insetTransform();
  const whole = only === undefined;
  const box = whole ? { x: 0, y: 0, width: MAP_WIDTH, height: MAP_HEIGHT } : frameOf(only);
  const zoom = MAP_WIDTH / box.width;
  const overseas = places.filter(({ code }) => !SHAPES.has(code));
  const inlaid = (code: string) => whole && ENLARGED.includes(code);

  // Where each one stands for the arrows: in the enlarged part, or as a tile.
  const stands = places.map((place) => {
    const shape = SHAPES.get(place.code);
    const tile = tileOf(overseas.indexOf(place));
    if (!shape) return { place, x: tile.x + tile.size / 2, y: tile.y + tile.size / 2 };
    if (inlaid(place.code))
      return { place, x: shape.x * inset.scale + inset.dx, y: shape.y * inset.scale + inset.dy };
    return { place, x: shape.x + MAP_SHIFT, y: shape.y };
  });

  function move(event: KeyboardEvent<SVGSVGElement>) {
    const here = stands.find(({ place }) => place.code === chosen);
    const direction = KEYS[event.key];
    const to =
      event.key === 'Home'
        ? stands[0]
        : event.key === 'End'
          ? stands.at(-1)
          : here && direction
            ? neighbourOf(here, direction, stands)
            : null;
    if (!to) return;
    event.preventDefault();
    setHome(to.place.code);
    svg.current?.querySelector<SVGElement>(`[data-place="${to.place.code}"]`)?.focus();
  }

  const mute = [...SHAPES.values()].filter((shape) => !places.some(({ code }) => code === shape.code));
  const shown = places.find(({ code }) => code === chosen);
  const link = (place: MapPlace, children: React.ReactNode) => (
    <NextLink
      key={place.code}
      href={place.href}
      prefetch={false}
      data-place={place.code}
      aria-label={place.words}
      tabIndex={place.code === home ? 0 : -1}
      onFocus={() => {
        setChosen(place.code);
        setHome(place.code);
      }}
      onPointerEnter={() => setChosen(place.code)}
      className="cursor-pointer outline-none"
    >
      {children}
    </NextLink>
  );
  const drawn = (place: MapPlace) => ({
    d: SHAPES.get(place.code)?.path ?? '',
    fill: levelFill(id, place.level),
    className: 'stroke-ink',
    strokeWidth: 0.7,
    vectorEffect: 'non-scaling-stroke' as const,
    strokeLinejoin: 'round' as const,
  });
  const marked = SHAPES.get(chosen ?? '');

  return (
    <div className="flex flex-col gap-2">
      <svg
        ref={svg}
        data-chart=""
        viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
        width={MAP_WIDTH}
        height={MAP_HEIGHT}
        aria-label={label}
        className="block h-auto max-h-[80dvh] w-full"
        onKeyDown={move}
        onPointerLeave={() => setChosen(null)}
      >
        <LevelPatterns prefix={id} scale={1 / zoom} />
        <g transform={`translate(${MAP_SHIFT} 0)`}>
          {mute.map(({ code, path }) => (
            <MuteShape key={code} path={path} />
          ))}
          {places
            .filter(({ code }) => SHAPES.has(code))
            .map((place) =>
              inlaid(place.code) ? (
                // Its enlarged twin is the one that speaks and is reached by keys.
                // biome-ignore lint/a11y/noStaticElementInteractions: the enlarged twin is the link
                <path
                  key={place.code}
                  {...drawn(place)}
                  onPointerEnter={() => setChosen(place.code)}
                  onClick={() => router.push(place.href)}
                />
              ) : (
                link(place, <path {...drawn(place)} />)
              ),
            )}
          {marked && (
            <path
              data-transient=""
              d={marked.path}
              className="pointer-events-none fill-none stroke-focus"
              strokeWidth="3.5"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
          )}
        </g>
        {whole && places.some(({ code }) => ENLARGED.includes(code)) && (
          <>
            <rect
              x={INSET.x}
              y={INSET.y}
              width={INSET.width}
              height={INSET.height}
              rx="3"
              className="fill-surface stroke-line"
              strokeWidth="1"
            />
            <text x={INSET.x} y={INSET.y - 7} className="fill-ink text-[13px] max-sm:text-[20px]">
              Paris et ses voisins
            </text>
            <g transform={`translate(${inset.dx} ${inset.dy}) scale(${inset.scale})`}>
              {mute
                .filter(({ code }) => inlaid(code))
                .map(({ code, path }) => (
                  <MuteShape key={code} path={path} />
                ))}
              {places
                .filter(({ code }) => inlaid(code))
                .map((place) => link(place, <path {...drawn(place)} />))}
              {marked && inlaid(marked.code) && (
                <path
                  data-transient=""
                  d={marked.path}
                  className="pointer-events-none fill-none stroke-focus"
                  strokeWidth="3.5"
                  strokeLinejoin="round"
                  vectorEffect="non-scaling-stroke"
                />
              )}
            </g>
          </>
        )}
        {(whole || overseas.length === places.length) &&
          overseas.map((place, index) => {
            const tile = tileOf(index);
            return link(
              place,
              <>
                <rect
                  x={tile.x}
                  y={tile.y}
                  width={tile.size}
                  height={tile.size}
                  rx="3"
                  fill={levelFill(id, place.level)}
                  className={place.code === chosen ? 'stroke-focus' : 'stroke-ink'}
                  strokeWidth={place.code === chosen ? 3 : 0.8}
                />
                <text
                  x={tile.x + tile.size + 8}
                  y={tile.y + 21}
                  className="fill-ink text-[14px] max-sm:text-[22px]"
                >
                  {place.name}
                </text>
              </>,
            );
          })}
        {!whole &&
          places.map((place) => (
            <PlaceName key={place.code} code={place.code} name={place.name} zoom={zoom} />
          ))}
      </svg>
      <p aria-hidden="true" className="min-h-12 text-sm print:hidden">
        {shown ? (
          <strong className="font-semibold">{shown.words}</strong>
        ) : (
          <span className="text-soft">
            Survolez, touchez ou parcourez la carte au clavier (Tab, puis les flèches)&nbsp;: Entrée{' '}
            {enterOpens}.
          </span>
        )}
      </p>
    </div>
  );
}

/** What the map tells nothing of. */
function MuteShape({ path }: { path: string }) {
  return (
    <path d={path} className="fill-sunken stroke-line" strokeWidth="0.7" vectorEffect="non-scaling-stroke" />
  );
}

/** On the map of an académie there is room for names. */
function PlaceName({ code, name, zoom }: { code: string; name: string; zoom: number }) {
  const shape = SHAPES.get(code);
  if (!shape) return null;
  return (
    <text
      x={shape.x + MAP_SHIFT}
      y={shape.y}
      fontSize={17 / zoom}
      strokeWidth={4 / zoom}
      strokeLinejoin="round"
      paintOrder="stroke"
      textAnchor="middle"
      className="pointer-events-none fill-ink stroke-surface font-semibold"
    >
      {name}
    </text>
  );
}
