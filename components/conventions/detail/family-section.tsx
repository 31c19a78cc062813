'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { counted, formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { toneOf } from '../tone';

/** Framework and children, convention and companions: linked from both sides. */
export function FamilySection({ id }: { id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { data } = useQuery(trpc.conventions.family.queryOptions({ id }));
  const open = useMutation(trpc.conventions.openProcessingAgreement.mutationOptions());
  const { attempt, refusal } = useAttempt();
  if (!data) return null;
  const { parent, children, body, beneficiaries, mayOpenAgreement } = data;
  const shown = children.filter(({ isAbandoned }) => !isAbandoned);
  if (!parent && shown.length === 0 && !body && !mayOpenAgreement && data.shape !== 'framework') return null;

  const openAgreement = () =>
    attempt(async () => {
      const made = await open.mutateAsync({ id });
      router.push(`/conventions/${made.id}`);
    });

  const agreements = shown.filter(({ kind }) => kind === 'processing_agreement');
  const conventions = shown.filter(({ kind }) => kind === 'convention');
  return (
    <section aria-label="Documents liés" className="mb-6 flex flex-col gap-2 text-sm print:hidden">
      {parent && (
        <p>
          {parent.isFramework ? 'Sous la convention-cadre ' : 'Accompagne la convention '}
          {parent.mayOpen ? (
            <Link href={`/conventions/${parent.id}`}>{parent.number}</Link>
          ) : (
            <span className="tabular">{parent.number}</span>
          )}
          {`, ${parent.authorityName}.`}
        </p>
      )}
      {body && (
        <p>
          {`${body} signe pour ${counted(beneficiaries.length, 'collectivité')} : ${beneficiaries.join(', ')}.`}
        </p>
      )}
      {data.shape === 'framework' && data.kind === 'convention' && (
        <div>
          <p className="font-semibold">
            {conventions.length === 0
              ? 'Aucune convention d’application pour l’instant : elles commencent une fois le cadre signé.'
              : counted(conventions.length, 'convention d’application', 'conventions d’application')}
          </p>
          <ul>
            {conventions.map((child) => (
              <li key={child.id} className="flex flex-wrap items-center gap-2 py-0.5">
                <Link href={`/conventions/${child.id}`}>{child.number}</Link>
                {child.authorityName}, {counted(child.schools, 'école')}
                <StateBadge tone={toneOf(child.statusLabel.tone)}>{child.statusLabel.label}</StateBadge>
              </li>
            ))}
          </ul>
        </div>
      )}
      {agreements.map((child) => (
        <p key={child.id} className="flex flex-wrap items-center gap-2">
          Contrat de sous-traitance (article 28)&nbsp;:
          <Link href={`/conventions/${child.id}`}>{child.number}</Link>
          <StateBadge tone={toneOf(child.statusLabel.tone)}>{child.statusLabel.label}</StateBadge>
          {child.signedAt && `signé le ${formatDate(child.signedAt.slice(0, 10))}`}
        </p>
      ))}
      <RefusalNotice refusal={refusal} />
      {mayOpenAgreement && (
        <div>
          <Button
            size="sm"
            variant="quiet"
            isPending={open.isPending}
            pendingLabel="Préparation…"
            onPress={() => void openAgreement()}
          >
            Rédiger le contrat de sous-traitance (article 28)
          </Button>
        </div>
      )}
    </section>
  );
}
