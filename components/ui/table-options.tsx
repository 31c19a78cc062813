'use client';

import { Columns3 } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { Button } from './button';
import { CheckboxGroup } from './checkbox-group';
import { PopoverPanel } from './popover-panel';
import { RadioGroup } from './radio-group';
import type { Column, TablePreferences } from './table-cells';

/** Choice of columns and density, kept in the browser. */
export function TableOptions({
  columns,
  hidden,
  preferences,
  onChange,
}: {
  columns: readonly Column[];
  hidden: readonly string[];
  preferences: TablePreferences;
  onChange: (preferences: TablePreferences) => void;
}) {
  const optional = columns.slice(1);
  return (
    <DialogTrigger>
      <Button size="sm" variant="quiet" icon={<Columns3 aria-hidden />}>
        Affichage
      </Button>
      <PopoverPanel
        label="Affichage du tableau"
        placement="bottom end"
        className="flex w-64 flex-col gap-4 p-4"
      >
        {optional.length > 0 && (
          <CheckboxGroup
            label="Colonnes"
            choices={optional.map((column) => ({ id: column.key, label: column.label }))}
            value={optional.map((column) => column.key).filter((key) => !hidden.includes(key))}
            onChange={(shown) =>
              onChange({
                ...preferences,
                hidden: optional.map((column) => column.key).filter((key) => !shown.includes(key)),
              })
            }
          />
        )}
        <RadioGroup
          label="Lignes"
          orientation="horizontal"
          choices={[
            { id: 'normal', label: 'Aérées' },
            { id: 'dense', label: 'Serrées' },
          ]}
          value={preferences.density}
          onChange={(density) => onChange({ ...preferences, density: density ?? 'normal' })}
        />
      </PopoverPanel>
    </DialogTrigger>
  );
}
