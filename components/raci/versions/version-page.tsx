import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDate, formatDateTime } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import { agreementLabels, countsInWords } from '@/server/raci/agreement/words';
import type { MatrixVersion } from '@/server/raci/versions/queries';
import { agreementTones } from '../agreement/tones';
import { FrozenTable } from './frozen-table';

/** One frozen version, to read: the matrix, the agreement of that day, the objections that stood. */
export function VersionPage({ version }: { version: MatrixVersion }) {
  const { project, number, note, frozenAt, frozenByName, content, agreement, columns, objections } = version;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold text-xl">{`Version n°\u00a0${number}`}</h2>
          <p>{`Figée le ${formatDateTime(frozenAt)} par ${frozenByName}${note ? `\u00a0: ${note}` : ''}.`}</p>
        </div>
        <ButtonLink href={`/responsabilites/${project.id}/versions`}>Toutes les versions</ButtonLink>
      </div>
      <FrozenTable content={content} name={`Matrice des responsabilités, version n°\u00a0${number}`} />
      <Section title="Accord ce jour-là" lead={`${countsInWords(agreement)}.`}>
        <ul className="flex flex-col gap-2">
          {columns.map((column) => (
            <li key={column.key} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-semibold">{column.label}</span>
              <StateBadge tone={agreementTones[column.agreement.state]}>
                {agreementLabels[column.agreement.state]}
              </StateBadge>
              <span className="text-soft text-sm">{countsInWords(column.agreement)}</span>
            </li>
          ))}
        </ul>
      </Section>
      {objections.length > 0 && (
        <Section title="Objections qui tenaient" count={objections.length}>
          <ul className="flex flex-col gap-3">
            {objections.map((one) => (
              <li key={`${one.activity} ${one.actor}`} className="border-danger border-l-4 pl-3">
                <p className="font-semibold">{`${one.activity}, ${one.actor}`}</p>
                {one.comment && <p>{one.comment}</p>}
                <p className="text-soft text-sm">{`${one.byName}, le ${formatDate(one.at.slice(0, 10))}`}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
