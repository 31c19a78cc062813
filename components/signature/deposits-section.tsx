import { Check, CircleAlert } from 'lucide-react';
import { StateBadge } from '@/components/ui/badge';
import { DescriptionList } from '@/components/ui/description-list';
import { formatBytes, formatDate, formatDateTime } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import type { SignatureView } from '@/server/signature/queries';
import type { ReportLine } from '@/server/signature/report';
import { DepositForm } from './deposit-form';
import { ExamineDeposit } from './examine-deposit';

const states = {
  pending: { tone: 'warning', label: 'À examiner' },
  confirmed: { tone: 'success', label: 'Compté' },
  rejected: { tone: 'neutral', label: 'Écarté' },
} as const;

/** Files signed outside: what could and could not be verified, and who decided what they are worth. */
export function DepositsSection({ id, view }: { id: string; view: SignatureView }) {
  if (view.deposits.length === 0 && !view.mayDeposit) return null;
  return (
    <Section
      title="Documents signés hors de l’application"
      lead="Parapheur d’une autre administration, ou signature manuscrite numérisée&nbsp;: le mode est toujours dit, et rien n’est dit vérifié qui ne l’est pas."
      action={view.mayDeposit ? <DepositForm id={id} view={view} /> : undefined}
    >
      {view.deposits.length === 0 && <p className="text-soft">Aucun document déposé.</p>}
      {view.deposits.map((one) => (
        <article key={one.id} className="flex flex-col gap-3 border-line border-t pt-4">
          <h3 className="flex flex-wrap items-center gap-3 font-semibold">
            <Link href={`/conventions/${id}/depots/${one.id}`}>{one.file.name}</Link>
            <StateBadge tone={states[one.state].tone}>{states[one.state].label}</StateBadge>
          </h3>
          <p className="text-soft text-sm">
            {one.mode === 'scan'
              ? 'Signature manuscrite numérisée'
              : 'Signature électronique donnée ailleurs'}
            , {formatBytes(one.file.size)}, déposé par {one.depositedBy} le {formatDateTime(one.depositedAt)}
            {one.decidedBy && `, examiné par ${one.decidedBy}`}
            {one.reason ? `\u00a0: ${one.reason}` : '.'}
          </p>
          {one.lines.length > 0 && <Lines lines={one.lines} />}
          {one.signatures.map((signature) => (
            <div key={signature.fingerprint} className="flex flex-col gap-1">
              <strong>
                {signature.signer}
                {signature.at && `, le ${formatDateTime(signature.at)}`}
              </strong>
              <Lines lines={signature.lines} />
            </div>
          ))}
          {one.declared && (
            <DescriptionList
              facts={[
                { label: 'Signataire déclaré', value: `${one.declared.name}, ${one.declared.quality}` },
                { label: 'Signé le', value: formatDate(one.declared.signedOn) },
                ...(one.declared.delegation
                  ? [
                      {
                        label: 'Délégation',
                        value: `${one.declared.delegation.grantedBy}, ${one.declared.delegation.reference}`,
                      },
                    ]
                  : []),
              ]}
            />
          )}
          {one.state === 'pending' && one.current && view.mayExamine && (
            <ExamineDeposit id={id} view={view} deposit={one} />
          )}
        </article>
      ))}
    </Section>
  );
}

/** Verified or not, with icon and words. */
export function Lines({ lines }: { lines: readonly ReportLine[] }) {
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {lines.map(({ ok, text }) => (
        <li key={text} className="flex items-start gap-2">
          {ok ? (
            <Check aria-label="Vérifié&nbsp;:" className="mt-0.5 size-4 shrink-0 text-success" />
          ) : (
            <CircleAlert aria-label="À savoir&nbsp;:" className="mt-0.5 size-4 shrink-0 text-warning" />
          )}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
