import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { formatDate, formatDateTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { SignatureView } from '@/server/signature/queries';

/** The seal, what it is worth, and the files that prove; or what the seal waits for. */
export function SealSection({
  id,
  number,
  view,
  hasDocument,
}: {
  id: string;
  number: string;
  view: SignatureView;
  hasDocument: boolean;
}) {
  const { seal, sealWait } = view;
  return (
    <Section title="Cachet et preuves">
      {view.status === 'awaiting_seal' && (
        <Notice tone="warning" title="Toutes les parties ont signé&nbsp;; le cachet est attendu">
          {sealWait
            ? `${sealWait.reason} Nouvel essai le ${formatDateTime(sealWait.nextTryAt)}\u00a0; l’application essaiera aussi longtemps qu’il le faut.`
            : 'Le document est en cours de scellement\u00a0: rechargez la page dans un instant.'}
        </Notice>
      )}
      {seal ? (
        <>
          <Notice tone={seal.selfSigned ? 'warning' : 'success'}>{seal.sentence}</Notice>
          <DescriptionList
            facts={[
              { label: 'Certificat', value: seal.subject },
              { label: 'Émis par', value: seal.issuer },
              { label: 'Valable jusqu’au', value: formatDate(seal.certificateUntil) },
              {
                label: 'Horodatage',
                value: seal.timestampAt
                  ? `${formatDateTime(seal.timestampAt)}, ${seal.timestampAuthority}`
                  : 'aucun\u00a0: heure du serveur seulement',
              },
              { label: 'Scellé le (heure du serveur)', value: formatDateTime(seal.sealedAt) },
              { label: 'Niveau', value: `PAdES ${seal.level}` },
              {
                label: 'Empreinte du fichier scellé',
                value: <span className="break-all font-mono text-sm">{seal.sha256}</span>,
              },
            ]}
          />
        </>
      ) : (
        view.status !== 'awaiting_seal' && (
          <p className="text-soft">Le document est scellé quand la dernière partie a signé.</p>
        )
      )}
      {hasDocument && (
        <div className="flex flex-wrap gap-3">
          {seal && (
            <ButtonLink href={`/conventions/${id}/document.pdf`} variant="primary" download>
              Télécharger le document scellé
            </ButtonLink>
          )}
          <ButtonLink href={`/conventions/${id}/preuves.pdf`} download>
            Télécharger le dossier de preuves
          </ButtonLink>
          <ButtonLink href={`/verification/${number}`}>Page de vérification</ButtonLink>
        </div>
      )}
    </Section>
  );
}
