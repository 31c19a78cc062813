import { Download } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { EmptyState } from '@/components/ui/empty-state';
import { formatBytes, formatDate, formatDateTime } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import type { TakenOverFacts } from '@/server/takeover/queries';
import { CorrectTakeover } from './correct-takeover';
import { ScanForm } from './scan-form';

/**
 * The text of a convention made elsewhere: its scan, to read and to take away, and what was taken over of it. It is
 * never said to be verified.
 */
export function ScanTab({
  convention,
  facts,
  products,
}: {
  convention: ConventionDetail;
  facts: TakenOverFacts;
  products: readonly { id: string; name: string }[];
}) {
  const { scan, oldScans } = facts;
  return (
    <div className="flex flex-col gap-8">
      <Section title="Document">
        {scan ? (
          <div className="flex flex-col gap-4">
            <Notice tone="neutral" title="Numérisation d’une convention signée hors de l’application">
              <p>
                L’application garde ce document tel qu’il a été déposé ; elle n’en a vérifié ni le contenu ni
                les signatures.
              </p>
            </Notice>
            <p className="text-sm">
              <span className="break-all font-semibold">{scan.name}</span> ({formatBytes(scan.size)}), déposée
              le {formatDateTime(scan.addedAt)} par {scan.addedByName}.{' '}
              <span className="text-soft">
                Empreinte SHA-256&nbsp;: <code className="break-all">{scan.sha256}</code>
              </span>
            </p>
            {scan.eliminatedOn ? (
              <Notice tone="warning">
                Ce document a été éliminé le {formatDate(scan.eliminatedOn)}, à l’issue de sa durée de
                conservation. Les faits et l’empreinte restent.
              </Notice>
            ) : (
              <>
                <div className="flex flex-wrap gap-3 print:hidden">
                  <ButtonLink
                    href={`/conventions/${convention.id}/numerisations/${scan.id}`}
                    download
                    icon={<Download aria-hidden />}
                  >
                    Télécharger la numérisation
                  </ButtonLink>
                  {facts.mayCorrect && <ScanForm conventionId={convention.id} replaces />}
                </div>
                <iframe
                  title={`Numérisation de la convention ${convention.number}`}
                  src={`/conventions/${convention.id}/document.pdf`}
                  className="h-[75dvh] w-full rounded-md border border-line bg-surface print:hidden"
                />
              </>
            )}
          </div>
        ) : (
          <EmptyState
            title="La numérisation n’est pas jointe"
            level={3}
            actions={facts.mayCorrect ? <ScanForm conventionId={convention.id} /> : undefined}
          >
            Sans elle, l’accrochage à l’AAF ne peut pas être demandé.
          </EmptyState>
        )}
        {oldScans.length > 0 && (
          <div className="mt-4 text-sm">
            <p className="font-semibold">Numérisations remplacées</p>
            <ul className="list-disc pl-5">
              {oldScans.map((old) => (
                <li key={old.id}>
                  <Link href={`/conventions/${convention.id}/numerisations/${old.id}`}>{old.name}</Link>,
                  remplacée le {old.replacedOn && formatDate(old.replacedOn)}&nbsp;: {old.replacedReason}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Section>
      <Section
        title="Ce qui a été repris"
        action={facts.mayCorrect ? <CorrectTakeover facts={facts} products={products} /> : undefined}
      >
        <DescriptionList
          columns={2}
          facts={[
            { label: 'Référence d’origine', value: facts.externalReference ?? 'non renseignée' },
            { label: 'État indiqué', value: facts.statedAs ?? 'non renseigné' },
            { label: 'Signée le', value: facts.signedOn ? formatDate(facts.signedOn) : 'non renseigné' },
            { label: 'Effet', value: facts.effectiveOn ? formatDate(facts.effectiveOn) : 'non renseigné' },
            { label: 'Fin', value: facts.endsOn ? formatDate(facts.endsOn) : 'sans date de fin' },
            ...(facts.terminatesOn ? [{ label: 'Résiliée le', value: formatDate(facts.terminatesOn) }] : []),
            {
              label: 'Délibération',
              value:
                [
                  facts.deliberationNumber,
                  facts.deliberationOn && `séance du ${formatDate(facts.deliberationOn)}`,
                ]
                  .filter(Boolean)
                  .join(', ') || 'non renseignée',
            },
            { label: 'Périmètre indiqué', value: facts.allSchools ? 'Toutes les écoles' : 'Liste d’UAI' },
            ...(facts.note
              ? [{ label: 'Remarques', value: <span className="whitespace-pre-line">{facts.note}</span> }]
              : []),
          ]}
        />
      </Section>
    </div>
  );
}
