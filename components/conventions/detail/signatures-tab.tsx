import { CircuitSection } from '@/components/signature/circuit-section';
import { DepositsSection } from '@/components/signature/deposits-section';
import { SealSection } from '@/components/signature/seal-section';
import { StateBadge } from '@/components/ui/badge';
import { DescriptionList } from '@/components/ui/description-list';
import { EmptyState } from '@/components/ui/empty-state';
import { formatBytes, formatDate, formatDateTime } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import type { SignatureView } from '@/server/signature/queries';
import { BoardAct } from '../deliberation/board-act';
import { DeliberationForm } from '../deliberation/deliberation-form';
import { sideLabels, signatureModes, signedWhen } from '../labels';

const stages: Record<string, string> = { accepted: 'texte accepté', ready_to_sign: 'document à signer' };

/** Délibération, frozen versions with their hashes, signatures and what each is worth. */
export function SignaturesTab({
  convention,
  proof,
}: {
  convention: ConventionDetail;
  proof: SignatureView | null;
}) {
  const open = ['partner_review', 'awaiting_deliberation'].includes(convention.status);
  // Once there is a seal, the document and its proof are what one comes for.
  const sealed = Boolean(proof?.seal);
  const seal = proof && (
    <SealSection
      id={convention.id}
      number={convention.number}
      view={proof}
      hasDocument={convention.texts.some(({ hasPdf }) => hasPdf)}
    />
  );
  return (
    <div className="flex flex-col gap-10">
      {sealed && seal}
      <Section title="Délibération">
        {convention.deliberation && <DeliberationFacts convention={convention} />}
        {!convention.deliberation && !open && (
          <p className="text-soft">Elle se saisit pendant la relecture ou l’attente de délibération.</p>
        )}
        {open && convention.abilities.deliberate && (
          <DeliberationForm
            id={convention.id}
            version={convention.version}
            deliberation={convention.deliberation}
          />
        )}
      </Section>
      {proof && <CircuitSection id={convention.id} view={proof} />}
      <BoardAct convention={convention} />
      <Section title="Versions figées">
        {convention.texts.length === 0 ? (
          <EmptyState title="Aucune version figée" level={3}>
            Le texte est figé quand la collectivité l’accepte, puis quand il s’ouvre à la signature.
          </EmptyState>
        ) : (
          <ul className="flex flex-col gap-4">
            {convention.texts.map((text) => (
              <li key={text.number} className="flex flex-col gap-1">
                <span>
                  <strong>Version {text.number}</strong> – {stages[text.stage] ?? text.stage}, figée le{' '}
                  {formatDateTime(text.createdAt)}
                  {text.pages ? `, ${text.pages} pages` : ''}
                </span>
                <span className="break-all font-mono text-soft text-sm">SHA-256 {text.sha256}</span>
                {text.hasPdf && (
                  <Link href={`/conventions/${convention.id}/document.pdf?version=${text.number}`}>
                    Ouvrir le PDF
                  </Link>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Signatures">
        {convention.signatures.length === 0 && <p className="text-soft">Aucune signature pour l’instant.</p>}
        {convention.signatures.map((signature) => (
          <div key={signature.id} className="flex flex-col gap-2 border-line border-t pt-4">
            <h3 className="flex flex-wrap items-center gap-3 font-semibold">
              {sideLabels[signature.side]}
              {signature.stands ? (
                <StateBadge tone="success">Valable</StateBadge>
              ) : (
                <StateBadge tone="neutral">Écartée&nbsp;: le texte a changé</StateBadge>
              )}
            </h3>
            <DescriptionList
              facts={[
                { label: 'Signataire', value: `${signature.name}, ${signature.quality}` },
                ...(signature.delegation ? [{ label: 'Délégation', value: signature.delegation }] : []),
                { label: 'Date', value: signedWhen(signature.mode, signature.signedAt) },
                { label: 'Mode', value: signatureModes[signature.mode] ?? signature.mode },
                {
                  label: 'Empreinte signée',
                  value: <span className="break-all font-mono text-sm">{signature.sha256}</span>,
                },
              ]}
            />
          </div>
        ))}
      </Section>
      {proof && <DepositsSection id={convention.id} view={proof} />}
      {!sealed && seal}
    </div>
  );
}

function DeliberationFacts({ convention }: { convention: ConventionDetail }) {
  const { deliberation } = convention;
  if (!deliberation) return null;
  const { file } = deliberation;
  if (deliberation.waiverReason)
    return (
      <Notice tone="info" title="Sans délibération">
        {deliberation.waiverReason}
      </Notice>
    );
  return (
    <DescriptionList
      columns={2}
      facts={[
        { label: 'Numéro', value: deliberation.number },
        { label: 'Organe', value: deliberation.organ },
        { label: 'Séance', value: deliberation.sessionOn && formatDate(deliberation.sessionOn) },
        { label: 'Objet', value: deliberation.object },
        {
          label: 'Transmise au préfet',
          value: deliberation.transmittedOn && formatDate(deliberation.transmittedOn),
        },
        { label: 'Publiée', value: deliberation.publishedOn && formatDate(deliberation.publishedOn) },
        {
          label: 'Fichier',
          value: file && (
            <a className="text-accent underline" href={`/conventions/${convention.id}/deliberation.pdf`}>
              {file.name} ({formatBytes(file.size)})
            </a>
          ),
        },
        {
          label: 'Vérifiée par l’académie',
          value: deliberation.checkedAt && formatDateTime(deliberation.checkedAt),
        },
      ]}
    />
  );
}
