/** A grey place of the size of what is coming, so that the page does not jump. */
export function Skeleton({ className = 'h-5 w-full' }: { className?: string }) {
  return <span aria-hidden className={`block animate-pulse rounded-sm bg-sunken ${className}`} />;
}

/** A page while it loads: title, then rows. Announced once. */
export function PageSkeleton({ rows = 8, label = 'Chargement…' }: { rows?: number; label?: string }) {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{label}</span>
      <Skeleton className="h-4 w-48" />
      <Skeleton className="mb-4 h-9 w-80 max-w-full" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
        <Skeleton key={row} className="h-10 w-full" />
      ))}
    </div>
  );
}
