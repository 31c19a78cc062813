import clsx from 'clsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'sm' | 'icon';

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-md border font-semibold leading-tight ' +
  'cursor-pointer select-none transition-colors duration-100 print:hidden ' +
  '[&_svg]:size-[1.15em] [&_svg]:shrink-0 ' +
  'disabled:cursor-not-allowed aria-disabled:cursor-not-allowed';

const SIZES: Record<ButtonSize, string> = {
  md: 'w-fit min-h-10 px-4 py-1.5 text-base pointer-coarse:min-h-11',
  sm: 'w-fit min-h-8 px-2.5 py-1 text-sm pointer-coarse:min-h-11',
  icon: 'size-9 shrink-0 p-0 text-base pointer-coarse:size-11',
};

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong',
  secondary: 'border-edge bg-surface text-ink hover:border-ink hover:bg-sunken',
  quiet: 'border-transparent bg-transparent text-accent hover:bg-accent-soft',
  danger: 'border-danger bg-surface text-danger hover:bg-danger-soft',
};

/** What an impossible act looks like: present, readable, plainly not a button to press. */
const IMPOSSIBLE = 'border-dashed border-edge bg-transparent text-soft';

/** Looks of a button or of a link that looks like one. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, impossible = false): string {
  return clsx(BASE, SIZES[size], impossible ? IMPOSSIBLE : VARIANTS[variant]);
}
