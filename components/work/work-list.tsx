'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTRPC } from '@/components/trpc';
import { Badge, StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { isUnderWay, workStateLabels } from '@/server/work/domain';
import type { WorkLine } from '@/server/work/queries';
import { CancelWork } from './cancel-work';
import { workDates, workTones } from './words';
import { WorkBar } from './work-progress';

/** The works that I asked for under this hat: those under way, then those that ended. */
export function WorkListPage({ works: first }: { works: WorkLine[] }) {
  const trpc = useTRPC();
  const { data: works } = useQuery(
    trpc.work.list.queryOptions(undefined, {
      initialData: first,
      staleTime: 0,
      refetchInterval: ({ state }) => (state.data?.some((one) => isUnderWay(one.state)) ? 1500 : false),
    }),
  );
  const underWay = works.filter((one) => isUnderWay(one.state));
  const ended = works.filter((one) => !isUnderWay(one.state));
  return (
    <>
      <PageHeader
        title="Travaux"
        lead="Les travaux longs que vous avez demandés sous ce rôle. Ils continuent quand vous quittez la page."
      />
      <div className="flex max-w-4xl flex-col gap-10">
        {underWay.length > 0 && (
          <Section title="En cours" count={underWay.length}>
            <ul className="flex flex-col">
              {underWay.map((one) => (
                <UnderWay key={one.id} work={one} />
              ))}
            </ul>
          </Section>
        )}
        {ended.length > 0 && (
          <Section title="Terminés" count={ended.length}>
            <ul className="flex flex-col">
              {ended.map((one) => (
                <Ended key={one.id} work={one} />
              ))}
            </ul>
          </Section>
        )}
        {works.length === 0 && (
          <EmptyState title="Aucun travail pour l’instant">
            Les créations en nombre, les archives de documents et les grands exports se font en arrière-plan.
            Leur avancement, leur rapport et leur fichier se trouveront ici.
          </EmptyState>
        )}
      </div>
    </>
  );
}

const LINE = 'flex flex-col gap-2.5 border-line border-t py-4 first:border-t-0 first:pt-1';

function UnderWay({ work }: { work: WorkLine }) {
  return (
    <li className={LINE}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-[min(100%,16rem)] flex-1">
          <Link href={`/travaux/${work.id}`} quiet className="font-semibold">
            {work.label}
          </Link>
          <p className="text-soft text-sm">{workDates(work)}</p>
        </div>
        <CancelWork work={work} size="sm" />
      </div>
      <WorkBar work={work} />
    </li>
  );
}

function Ended({ work }: { work: WorkLine }) {
  return (
    <li className={LINE}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-[min(100%,16rem)] flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Link href={`/travaux/${work.id}`} quiet className="font-semibold">
              {work.label}
            </Link>
            <StateBadge tone={workTones[work.state]}>{workStateLabels[work.state]}</StateBadge>
            {!work.seen && <Badge tone="accent">nouveau</Badge>}
          </p>
          <p className="text-soft text-sm">{workDates(work)}</p>
          {work.reason && <p className="mt-1 text-sm">{work.reason}</p>}
        </div>
        <div className="flex flex-wrap gap-2 print:hidden">
          <ButtonLink href={`/travaux/${work.id}`} size="sm">
            Voir le résultat
            <span className="sr-only"> : {work.label}</span>
          </ButtonLink>
          {work.hasFile && (
            <ButtonLink
              href={`/travaux/${work.id}/fichier`}
              size="sm"
              download
              icon={<Download aria-hidden />}
            >
              Fichier
              <span className="sr-only"> : {work.label}</span>
            </ButtonLink>
          )}
        </div>
      </div>
    </li>
  );
}
