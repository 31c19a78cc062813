'use client';

import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useTRPC } from '@/components/trpc';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { formatBytes, formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { isUnderWay, workStateLabels } from '@/server/work/domain';
import type { WorkView } from '@/server/work/queries';
import { CancelWork } from './cancel-work';
import { Report } from './reports';
import { useWork } from './use-work';
import { workDates, workTones } from './words';
import { WorkBar } from './work-progress';

/** One work: how far it is, then what it left. Opening it once ended takes it out of the alerts. */
export function WorkPage({ first }: { first: WorkView }) {
  const work = useWork(first.id, first) ?? first;
  const underWay = isUnderWay(work.state);
  const watched = useRef(underWay);
  useSeen(work);
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Travaux', href: '/travaux' }]}
        title={work.label}
        state={<StateBadge tone={workTones[work.state]}>{workStateLabels[work.state]}</StateBadge>}
        lead={workDates(work)}
        action={
          underWay ? (
            <CancelWork work={work} />
          ) : work.hasFile ? (
            <ButtonLink
              href={`/travaux/${work.id}/fichier`}
              variant="primary"
              download
              icon={<Download aria-hidden />}
            >
              Télécharger le fichier
            </ButtonLink>
          ) : undefined
        }
      />
      <div className="flex max-w-6xl flex-col gap-8">
        {underWay && (
          <div className="flex max-w-3xl flex-col gap-3">
            <WorkBar work={work} />
            <p className="text-soft text-sm">
              Vous pouvez quitter cette page : le travail continue, et son résultat vous attendra dans les
              alertes.
            </p>
          </div>
        )}
        {work.state === 'failed' && (
          <Notice tone="danger" title="Le travail n’est pas allé au bout" live={watched.current}>
            <p>{work.reason}</p>
          </Notice>
        )}
        {work.state === 'cancelled' && (
          <Notice tone="neutral" title="Travail annulé" live={watched.current}>
            <p>Ce qui était fait avant l’annulation est gardé.</p>
          </Notice>
        )}
        {work.state === 'done' && watched.current && (
          <Notice tone="success" title="Le travail est terminé" live />
        )}
        {work.keptUntil && (
          <p className="-mt-4 text-soft text-sm">
            Fichier de {formatBytes(work.fileSize ?? 0)}, gardé jusqu’au {formatLongDate(work.keptUntil)}.
          </p>
        )}
        {!underWay && <Report work={work} />}
        <p className="print:hidden">
          <Link href="/travaux">Tous mes travaux</Link>
        </p>
      </div>
    </>
  );
}

/** Says once that the person has seen how the work ended, then has the bell counted again. */
function useSeen(work: WorkView) {
  const trpc = useTRPC();
  const router = useRouter();
  const { mutate } = useMutation(trpc.work.see.mutationOptions({ onSuccess: () => router.refresh() }));
  const unseen = !isUnderWay(work.state) && !work.seen;
  const { id } = work;
  useEffect(() => {
    if (unseen) mutate({ id });
  }, [unseen, id, mutate]);
}
