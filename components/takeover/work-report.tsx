import { counted } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import type { WorkView } from '@/server/work/queries';

/** What a takeover leaves on the page of its work: its figures, and the way to its report and its scans. */
export function TakeoverWorkReport({ work }: { work: WorkView }) {
  const report = work.report as {
    takeoverId?: string;
    created?: number;
    already?: number;
    refused?: number;
  } | null;
  if (!report?.takeoverId) return null;
  return (
    <Section title="Résultat">
      <p>
        {[
          counted(report.created ?? 0, 'convention reprise', 'conventions reprises'),
          counted(report.already ?? 0, 'déjà reprise'),
          counted(report.refused ?? 0, 'refusée'),
        ].join(', ')}
        .
      </p>
      <p className="mt-2">
        <Link href={`/conventions/reprise/${report.takeoverId}`}>
          Ouvrir le rapport et déposer les numérisations
        </Link>
      </p>
    </Section>
  );
}
