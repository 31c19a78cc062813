'use client';

import { ChartLine, Download, Map as MapIcon, Table } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { ChartTable } from './chart-table';
import { chartCsv } from './data-file';
import { type LegendItem, LegendPicture } from './marks';
import { hand, pictureOf, pngOf } from './picture';
import type { ChartData } from './words';

/**
 * Everything around a chart: its title, its legend, its source and date, the same data as a table one key away,
 * and its files (CSV, PNG, SVG). The chart inside carries `data-chart` on its `svg`.
 */
export function ChartFrame({
  title,
  source,
  data,
  fileName,
  legend = [],
  level = 3,
  is = 'chart',
  lead,
  children,
}: {
  title: string;
  /** One sentence: where the figures come from, on which date, what they count. Goes with every file. */
  source: string;
  data: ChartData;
  /** Without extension: « couverture-departements-2026-11-22 ». */
  fileName: string;
  legend?: readonly LegendItem[];
  level?: 2 | 3;
  is?: 'chart' | 'map';
  lead?: ReactNode;
  children: ReactNode;
}) {
  const frame = useRef<HTMLElement>(null);
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const Heading = level === 2 ? 'h2' : 'h3';
  const PictureIcon = is === 'map' ? MapIcon : ChartLine;

  function picture() {
    const chart = frame.current?.querySelector<SVGSVGElement>('svg[data-chart]');
    if (!chart) return null;
    const marks = [...(frame.current?.querySelectorAll<HTMLElement>('[data-legend-item]') ?? [])];
    return pictureOf({
      chart,
      title,
      source,
      legend: marks.flatMap((item) => {
        const svg = item.querySelector('svg');
        return svg ? [{ label: item.textContent?.trim() ?? '', picture: svg }] : [];
      }),
    });
  }
  async function take(kind: 'csv' | 'png' | 'svg') {
    try {
      if (kind === 'csv') {
        hand(`${fileName}.csv`, new Blob([chartCsv(data, source)], { type: 'text/csv;charset=utf-8' }));
        return;
      }
      const made = picture();
      if (!made) return;
      if (kind === 'svg') hand(`${fileName}.svg`, new Blob([made.svg], { type: 'image/svg+xml' }));
      else hand(`${fileName}.png`, await pngOf(made));
    } catch {
      toast('L’image n’a pas pu être préparée. Le fichier CSV reste disponible.', { tone: 'danger' });
    }
  }

  return (
    <figure ref={frame} aria-labelledby={id} className="flex min-w-0 break-inside-avoid flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <Heading id={id} className={level === 2 ? 'text-xl' : 'text-lg'}>
          {title}
        </Heading>
        <div className="flex flex-wrap gap-2 print:hidden">
          <Button
            size="sm"
            icon={asTable ? <PictureIcon aria-hidden /> : <Table aria-hidden />}
            onPress={() => setAsTable(!asTable)}
          >
            {asTable ? (is === 'map' ? 'Voir la carte' : 'Voir le graphique') : 'Voir le tableau'}
          </Button>
          <Menu
            label={`Télécharger\u00a0: ${title}`}
            buttonText="Télécharger"
            size="sm"
            icon={<Download aria-hidden />}
            entries={[
              { id: 'csv', label: 'Les données (CSV)', onAction: () => void take('csv') },
              { id: 'png', label: 'L’image (PNG)', onAction: () => void take('png') },
              { id: 'svg', label: 'L’image vectorielle (SVG)', onAction: () => void take('svg') },
            ]}
          />
        </div>
      </div>
      {lead && <div className="text-soft text-sm">{lead}</div>}
      {legend.length > 0 && (
        <ul aria-label="Légende" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {legend.map((item, index) => (
            <li key={item.label} data-legend-item="" className="flex items-center gap-1.5">
              <LegendPicture mark={item.mark} id={`${id}-l${index}`} />
              {item.label}
            </li>
          ))}
        </ul>
      )}
      {/* Kept while the table stands in its place: its files are made from it, and paper shows it. */}
      <div className={asTable ? 'hidden print:block' : undefined}>{children}</div>
      {asTable && <ChartTable caption={title} columns={data.columns} rows={data.rows} />}
      <figcaption className="text-soft text-xs">{source}</figcaption>
    </figure>
  );
}
