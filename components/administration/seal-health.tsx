import { DescriptionList } from '@/components/ui/description-list';
import { counted, formatDate, formatDateTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { SealHealth } from '@/server/signature/health';

/** For whoever runs the platform: with what conventions are sealed, until when, and what waits. */
export function SealHealthSection({ health }: { health: SealHealth }) {
  const { alert, certificate, timestamps, roots, waiting } = health;
  return (
    <Section
      title="Cachet des conventions"
      lead="Ce qui scelle les conventions signées par toutes les parties, et ce qui l’attend."
    >
      {alert && (
        <Notice
          tone={alert.tone}
          title={alert.tone === 'danger' ? 'Rien ne peut être scellé' : 'Certificat à renouveler'}
        >
          {alert.message}
        </Notice>
      )}
      {waiting.reasons.map(({ reason, count, nextTryAt }) => (
        <Notice
          key={reason}
          tone="warning"
          title={`${counted(count, 'convention attend son cachet', 'conventions attendent leur cachet')}`}
        >
          {reason}
          {nextTryAt &&
            ` Prochain essai le ${formatDateTime(nextTryAt)}\u00a0; rien n’est à refaire à la main.`}
        </Notice>
      ))}
      <DescriptionList
        columns={2}
        facts={[
          {
            label: 'Certificat',
            value: certificate
              ? `${certificate.name}${certificate.selfSigned && !/auto-signé/.test(certificate.name) ? ' (auto-signé)' : ''}`
              : 'Aucun qui puisse sceller aujourd’hui',
          },
          { label: 'Valable jusqu’au', value: certificate && formatDate(certificate.until) },
          {
            label: 'Horodatage',
            value:
              timestamps ?? 'Aucun\u00a0: l’heure des cachets est celle du serveur et ne vaut pas preuve',
          },
          {
            label: 'Autorités de confiance',
            value:
              roots === null
                ? 'Illisibles'
                : roots === 0
                  ? 'Aucune\u00a0: l’identité des signatures données ailleurs ne peut pas être vérifiée'
                  : counted(roots, 'autorité'),
          },
          {
            label: 'En attente de cachet',
            value:
              waiting.count === 0
                ? 'Aucune convention'
                : `${counted(waiting.count, 'convention')}${waiting.since ? `, la plus ancienne depuis le ${formatDate(waiting.since)}` : ''}`,
          },
        ]}
      />
    </Section>
  );
}
