'use client';

import { counted } from '@/components/ui/format';
import { LINK_STYLE } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import type { TemplateFinding } from '@/server/templates/checks';

/** What stands in the way of a publication, then what deserves a look; each leads to its section. */
export function Findings({
  findings,
  onGo,
}: {
  findings: readonly TemplateFinding[];
  onGo: (section: string) => void;
}) {
  if (findings.length === 0) return null;
  const errors = findings.filter(({ level }) => level === 'error').length;
  const ordered = [...findings].sort((a, b) => a.level.localeCompare(b.level));
  return (
    <Notice
      tone={errors > 0 ? 'warning' : 'info'}
      title={
        errors > 0
          ? counted(errors, 'point à régler avant de publier', 'points à régler avant de publier')
          : counted(findings.length, 'remarque')
      }
    >
      <ul className="list-disc pl-5">
        {ordered.map((one) => (
          <li key={`${one.code}:${one.section ?? ''}:${one.variable ?? ''}:${one.message}`}>
            {one.section ? (
              <button
                type="button"
                className={`${LINK_STYLE} cursor-pointer text-left`}
                onClick={() => onGo(one.section ?? '')}
              >
                {one.message}
              </button>
            ) : (
              one.message
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
