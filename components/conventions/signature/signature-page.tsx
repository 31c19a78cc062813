import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import type { SignatureSummary } from '@/server/conventions/queries/signature-summary';
import { deliberationLine } from '../labels';
import { SignForm } from './sign-form';
import { Signed } from './signed';

/** Phone first: who asks, what it says in five lines, the document, then the code, one sentence, the button. */
export function SignaturePage({
  convention,
  summary,
  linkVersion,
  children,
}: {
  convention: ConventionDetail;
  summary: SignatureSummary;
  /** Version of the text that the followed link was about; null when the address names none. */
  linkVersion: number | null;
  children: ReactNode;
}) {
  const own = summary.signed;
  const open = ['ready_to_sign', 'partially_signed'].includes(convention.status);
  const replaced = linkVersion !== null && !own && (!open || linkVersion !== convention.frozen?.version);
  return (
    <div className="mx-auto w-full max-w-text">
      <PageHeader
        crumbs={[
          { label: 'Conventions', href: '/conventions' },
          { label: convention.number, href: `/conventions/${convention.id}` },
        ]}
        title={own ? 'Votre signature' : 'Signer la convention'}
        lead={convention.title}
      />
      {own ? (
        <Signed convention={convention} />
      ) : replaced ? (
        <OldLink convention={convention} linkVersion={linkVersion} isOpen={open} />
      ) : (
        <div className="flex flex-col gap-8">
          <Section title="Qui vous le demande, et en quelle qualité">
            <p>
              {`L’${summary.askedBy.replace(/^l[’']/, '')} vous invite à signer cette convention.`}
              {summary.side && (
                <>
                  {' '}
                  Vous signez en tant que <strong>{summary.quality ?? 'représentant légal'}</strong>, pour{' '}
                  {summary.onBehalfOf}
                  {summary.delegation ? `, ${summary.delegation}` : ''}.
                </>
              )}
            </p>
          </Section>
          <Section title="Ce qu’elle dit">
            <DescriptionList facts={summary.lines.map(({ label, text }) => ({ label, value: text }))} />
            <p className="text-soft text-sm">{deliberationLine(convention.deliberation)}</p>
          </Section>
          <Section
            title="Le document"
            lead={`Version ${convention.frozen?.version ?? '–'}${summary.pages ? `, ${counted(summary.pages, 'page')}` : ''}. C’est ce texte exact que vous signez.`}
            action={
              convention.frozen?.hasPdf ? (
                <ButtonLink href={`/conventions/${convention.id}/document.pdf`} size="sm">
                  Ouvrir le PDF
                </ButtonLink>
              ) : undefined
            }
          >
            <details className="rounded-md border border-line">
              <summary className="cursor-pointer px-4 py-3 font-semibold">Lire le texte ici</summary>
              <div className="doc border-line border-t px-4 py-4">{children}</div>
            </details>
          </Section>
          {summary.blockers.map(({ code, message }) => (
            <Notice
              key={code}
              tone={code === 'not_your_turn' ? 'info' : 'danger'}
              title={code === 'not_your_turn' ? 'Votre tour viendra' : 'Signature impossible'}
            >
              {message}
            </Notice>
          ))}
          {summary.warnings.map(({ code, message }) => (
            <Notice key={code} tone="warning">
              {message}
            </Notice>
          ))}
          {!summary.side && (
            <Notice tone="info">
              Votre rôle ne signe pas les conventions&nbsp;; vous pouvez lire le document.
            </Notice>
          )}
          {summary.side && !summary.possible && summary.blockers.length === 0 && (
            <Notice tone="info">
              Cette convention n’est pas à signer pour l’instant (état&nbsp;: {convention.statusLabel.label}).
            </Notice>
          )}
          {summary.possible && convention.frozen && (
            <SignForm
              id={convention.id}
              version={convention.version}
              sha256={convention.frozen.sha256}
              signatory={[summary.name, summary.quality].filter(Boolean).join(', ')}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** A link signs only the text that it was sent with: after an edit it says so and leads to the new one. */
function OldLink({
  convention,
  linkVersion,
  isOpen,
}: {
  convention: ConventionDetail;
  linkVersion: number;
  isOpen: boolean;
}) {
  return (
    <Notice tone="warning" title="Ce lien ne vaut plus">
      <div className="flex flex-col items-start gap-3">
        <p>
          {isOpen
            ? `Il portait sur la version ${linkVersion}, que la version ${convention.frozen?.version} a remplacée\u00a0: relisez le nouveau texte avant de signer.`
            : `Il portait sur la version ${linkVersion}, qui n’est pas à signer\u00a0: ${convention.statusLabel.label.toLowerCase()}. Si un nouveau texte est à signer, vous recevrez un nouveau lien.`}
        </p>
        <ButtonLink
          href={
            isOpen
              ? `/conventions/${convention.id}/signature?version=${convention.frozen?.version}`
              : `/conventions/${convention.id}`
          }
          variant="primary"
        >
          {isOpen ? 'Lire le nouveau texte' : 'Ouvrir la convention'}
        </ButtonLink>
      </div>
    </Notice>
  );
}
