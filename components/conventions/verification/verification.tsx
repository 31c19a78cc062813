import { StateBadge } from '@/components/ui/badge';
import { DescriptionList } from '@/components/ui/description-list';
import { formatDate, formatDateTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { VerificationView } from '@/server/conventions/queries/verification';
import { sideLabels, signatureModes } from '../labels';
import { toneOf } from '../tone';
import { CompareFile } from './compare-file';
import { VerificationForm } from './verification-form';

/** What anyone may know of a document: its state, its hashes, in what quality it was signed. */
export function Verification({ number, found }: { number: string; found: VerificationView | null }) {
  return (
    <div className="mx-auto flex w-full max-w-text flex-col gap-6">
      <h1 className="text-3xl">Vérifier un document</h1>
      {!found ? (
        <>
          <Notice tone="danger" title="Document inconnu">
            Aucun document figé ne porte le numéro « {number} ». Vérifiez le numéro imprimé en bas de page ;
            un projet qui n’est pas encore à la signature ne peut pas être vérifié.
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
                  <li key={signature.side}>
                    <strong>{sideLabels[signature.side]}</strong> : {signature.quality}, le{' '}
                    {formatDateTime(signature.signedAt)}.{' '}
                    <span className="text-soft">{signatureModes[signature.mode] ?? signature.mode}.</span>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section title="Comparer un fichier">
            <CompareFile versions={found.versions} />
          </Section>
        </>
      )}
    </div>
  );
}
