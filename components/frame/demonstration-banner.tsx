import { FlaskConical } from 'lucide-react';

/** Says, on every page of a demonstration, that nothing here is real. */
export function DemonstrationBanner() {
  return (
    <p className="flex h-7 items-center justify-center gap-2 bg-warning-soft px-4 font-semibold text-sm text-warning">
      <FlaskConical aria-hidden className="size-4" />
      Démonstration&nbsp;: données fictives
    </p>
  );
}
