'use client';

import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ChartTable } from './chart-table';
import { chartCsv } from './data-file';
import { hand } from './picture';
import type { ChartData } from './words';

/** Rows that no chart would tell better: sorted by any column, taken away as CSV with their source. */
export function DataSheet({
  caption,
  source,
  data,
  fileName,
}: {
  caption: string;
  source: string;
  data: ChartData;
  /** Without extension. */
  fileName: string;
}) {
  return (
    <div className="flex flex-col gap-3">
      <Button
        size="sm"
        icon={<Download aria-hidden />}
        onPress={() =>
          hand(`${fileName}.csv`, new Blob([chartCsv(data, source)], { type: 'text/csv;charset=utf-8' }))
        }
      >
        Télécharger la liste (CSV)
      </Button>
      <ChartTable caption={caption} columns={data.columns} rows={data.rows} />
      <p className="text-soft text-xs">{source}</p>
    </div>
  );
}
