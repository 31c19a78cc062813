import { administrationCrumb } from '@/components/administration/crumbs';
import { StateBadge } from '@/components/ui/badge';
import { DescriptionList } from '@/components/ui/description-list';
import { formatDateTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { mailStateWords } from '@/server/mail/domain';
import type { MailDetail } from '@/server/mail/queries';
import { Resend } from './resend';

/** One mail: its way, the answer of the server, and its text unless it carries a code. */
export function MailPage({ mail }: { mail: MailDetail }) {
  const { label, tone, sentence } = mailStateWords[mail.state];
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb, { label: 'Courriels', href: '/administration/courriels' }]}
        title={mail.subject}
        state={<StateBadge tone={tone}>{label}</StateBadge>}
        lead={sentence}
        action={
          mail.canResend ? (
            <Resend id={mail.id} to={mail.to} uncertain={mail.state === 'uncertain'} />
          ) : undefined
        }
      />
      <div className="flex flex-col gap-8">
        <DescriptionList
          facts={[
            { label: 'Destinataire', value: mail.to },
            { label: 'Écrit le', value: formatDateTime(mail.createdAt) },
            { label: 'Parti le', value: mail.sentAt && formatDateTime(mail.sentAt) },
            { label: 'Essais', value: String(mail.attempts) },
            {
              label: 'Prochain essai',
              value: mail.state === 'waiting' && mail.nextTryAt ? formatDateTime(mail.nextTryAt) : null,
            },
            { label: 'Réponse du serveur', value: mail.answer },
          ]}
        />
        <Section title="Texte">
          {mail.text === null ? (
            <Notice tone="info">
              Ce courriel porte un code ou un lien à usage unique&nbsp;: son texte n’est montré à personne.
            </Notice>
          ) : (
            <p className="max-w-text whitespace-pre-line break-words">{mail.text}</p>
          )}
        </Section>
      </div>
    </>
  );
}
