import { StateBadge } from '@/components/ui/badge';
import { DescriptionList } from '@/components/ui/description-list';
import { formatDate, formatDateTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { VerificationView } from '@/server/conventions/queries/verification';
import { sideLabels, signatureModes, signedWhen } from '../labels';
import { toneOf } from '../tone';
import { VerificationForm } from './verification-form';
import { VerifyFile } from './verify-file';

/** What anyone may know of a document: its state, its hashes, in what quality it was signed. */
export function Verification({ number, found }: { number: string; found: VerificationView | null }) {
  return (
    <div className="mx-auto flex w-full max-w-text flex-col gap-6">
      <h1 className="text-3xl">Vérifier un document</h1>
      {!found ? (
        <>
          <Notice tone="danger" title="Document inconnu">
            Aucun document figé ne porte le numéro «&nbsp;{number}&nbsp;». Vérifiez le numéro imprimé en bas
            de page&nbsp;; un projet qui n’est pas encore à la signature ne peut pas être vérifié.
          </Notice>
          <VerificationForm number={number} />
        </>
      ) : (
        <>
          {found.demonstration && (
            <Notice tone="warning" title="Démonstration">
              Ce document est fictif et n’engage personne.
            </Notice>
          )}
          <Section title={`Convention ${found.number}`}>
            <p>
              <StateBadge tone={toneOf(found.status.tone)}>{found.status.label}</StateBadge>
            </p>
            <DescriptionList
              facts={[
                { label: 'Académie', value: found.academy },
                { label: 'Collectivité', value: found.authority },
                { label: 'Date d’effet', value: found.effectiveOn && formatDate(found.effectiveOn) },
                { label: 'Terme', value: found.endsOn && formatDate(found.endsOn) },
              ]}
            />
          </Section>
          <Section title="Signatures">
            {found.signatures.length === 0 ? (
              <p>Personne n’a encore signé la version en cours.</p>
            ) : (
              <ul className="flex flex-col gap-2">
                {found.signatures.map((signature) => (
                  <li key={signature.id}>
                    <strong>{sideLabels[signature.side]}</strong>&nbsp;: {signature.quality}, le{' '}
                    {signedWhen(signature.mode, signature.signedAt)}.{' '}
                    <span className="text-soft">{signatureModes[signature.mode] ?? signature.mode}.</span>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section title="Cachet">
            {found.seal ? (
              <>
                <Notice tone={found.seal.selfSigned ? 'warning' : 'success'}>{found.seal.sentence}</Notice>
                <DescriptionList
                  facts={[
                    { label: 'Scellé le (heure du serveur)', value: formatDateTime(found.seal.sealedAt) },
                    {
                      label: 'Horodatage',
                      value: found.seal.timestampAt ? formatDateTime(found.seal.timestampAt) : 'aucun',
                    },
                    {
                      label: 'Empreinte SHA-256 du fichier scellé',
                      value: <span className="break-all font-mono text-sm">{found.seal.sha256}</span>,
                    },
                  ]}
                />
              </>
            ) : (
              <p>Le document n’est pas encore scellé&nbsp;: il l’est quand toutes les parties ont signé.</p>
            )}
          </Section>
          <Section title="Vérifier un fichier">
            <VerifyFile number={found.number} />
            <ul className="flex flex-col gap-1 text-sm">
              {found.versions.map((version) => (
                <li key={version.number} className="break-all">
                  Document à signer, version {version.number}
                  {version.current ? ' (en cours)' : ''}&nbsp;: <code>{version.sha256}</code>
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </div>
  );
}
