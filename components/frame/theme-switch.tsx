'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { THEME_KEY } from './theme-key';

type Theme = 'auto' | 'light' | 'dark';

const CHOICES = [
  { id: 'auto', label: 'Auto', icon: Monitor },
  { id: 'light', label: 'Clair', icon: Sun },
  { id: 'dark', label: 'Sombre', icon: Moon },
] as const;

function keep(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === 'auto') localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage forbidden: the choice lasts as long as the page.
  }
}

/** Light, dark, or as the system does. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>('auto');
  useEffect(() => {
    const kept = document.documentElement.dataset.theme;
    if (kept === 'light' || kept === 'dark') setTheme(kept);
  }, []);
  return (
    <ToggleButtonGroup
      aria-label="Apparence"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[theme]}
      onSelectionChange={(keys) => {
        const next = ([...keys][0] ?? 'auto') as Theme;
        setTheme(next);
        keep(next);
      }}
      className="inline-flex rounded-md border border-edge bg-surface p-0.5"
    >
      {CHOICES.map(({ id, label, icon: Icon }) => (
        <ToggleButton
          key={id}
          id={id}
          className="inline-flex min-h-8 cursor-pointer items-center gap-1.5 rounded-sm px-2.5 text-soft text-sm hover:text-ink data-selected:bg-accent-soft data-selected:font-semibold data-selected:text-accent"
        >
          <Icon aria-hidden className="size-4" />
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
