import { StateBadge } from '@/components/ui/badge';
import { formatDateTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { SignatureView } from '@/server/signature/queries';
import { CircuitEditor } from './circuit-editor';
import { groupName, memberTitle } from './member-title';

const states = {
  done: { tone: 'success', label: 'Fait' },
  next: { tone: 'warning', label: 'Attendu maintenant' },
  todo: { tone: 'neutral', label: 'À son tour' },
} as const;

/** Who signs and who approves, in which order; the académie composes it until the document is open. */
export function CircuitSection({ id, view }: { id: string; view: SignatureView }) {
  const groups = [...new Set(view.members.map(({ group }) => group))].sort((a, b) => a - b);
  return (
    <Section
      title="Circuit de signature"
      lead={
        view.isDefault
          ? 'Circuit par défaut de cette forme de convention.'
          : 'Circuit composé par l’académie. Un groupe s’ouvre quand le précédent a fini.'
      }
      action={view.mayCompose ? <CircuitEditor id={id} view={view} /> : undefined}
    >
      {view.findings.map(({ code, message }) => (
        <Notice key={code} tone="danger">
          {message}
        </Notice>
      ))}
      <ol className="flex flex-col gap-3">
        {groups.map((group, index) => (
          <li
            key={group}
            className="flex flex-col gap-2 border-line border-t pt-3 first:border-t-0 first:pt-0"
          >
            <span className="font-semibold text-soft text-sm">{groupName(index + 1)}</span>
            <ul className="flex flex-col gap-2">
              {view.members
                .filter((one) => one.group === group)
                .map((member) => (
                  <li key={member.key} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="first-letter:uppercase">{memberTitle(member)}</span>
                    <StateBadge tone={states[member.state].tone}>{states[member.state].label}</StateBadge>
                    {member.substitutes.length > 0 && (
                      <span className="w-full text-soft text-sm">
                        Suppléance&nbsp;: {member.substitutes.map(({ name }) => name).join(', ')}
                      </span>
                    )}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
      {view.approvals.map((one) => (
        <p key={one.id} className="text-sm">
          {one.name}, {one.quality}, {one.accepted ? 'a validé' : 'a refusé de valider'} le{' '}
          {formatDateTime(one.givenAt)}
          {one.stands ? '' : ' (version remplacée)'}
          {one.reason ? `\u00a0: ${one.reason}` : '.'}
        </p>
      ))}
    </Section>
  );
}
