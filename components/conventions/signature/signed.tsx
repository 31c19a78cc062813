import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import { sideLabels, signatureModes, signedWhen } from '../labels';

/** After the signature: what was recorded, what happens next, where to check it. */
export function Signed({ convention }: { convention: ConventionDetail }) {
  const standing = convention.signatures.filter(({ stands }) => stands);
  return (
    <div className="flex flex-col gap-8">
      <Notice tone="success" title="Votre signature est enregistrée">
        {nextSentence(convention)}
      </Notice>
      {standing.map((signature) => (
        <Section key={signature.id} title={sideLabels[signature.side]}>
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
        </Section>
      ))}
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={`/conventions/${convention.id}/document.pdf`} variant="primary">
          Télécharger le document
        </ButtonLink>
        <ButtonLink href={`/conventions/${convention.id}`}>Ouvrir la convention</ButtonLink>
      </div>
      <p className="text-soft">
        N’importe qui peut vérifier ce document à l’adresse{' '}
        <Link href={`/verification/${convention.number}`}>/verification/{convention.number}</Link>.
      </p>
    </div>
  );
}

/** What happens next; « signée » is only said of a sealed convention. */
function nextSentence(convention: ConventionDetail): string {
  if (['ready_to_sign', 'partially_signed'].includes(convention.status))
    return `La convention attend maintenant ${convention.ball.label ?? 'les autres signataires'}. Vous serez prévenu par courriel.`;
  if (convention.status === 'awaiting_seal')
    return 'Toutes les parties ont signé. Le document va être scellé\u00a0; vous recevrez un courriel quand ce sera fait.';
  return 'Toutes les parties ont signé. La convention est scellée et prendra effet à la date prévue.';
}
