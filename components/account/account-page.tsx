import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { Role } from '@/server/access/roles';
import { roleLabels } from '@/server/access/roles';
import type { MailPreferenceLine } from '@/server/alerts/account';
import { CalendarAddress } from './calendar-address';
import { MailPreferences } from './mail-preferences';
import { NewToken } from './new-token';
import { type TokenLine, TokenTable } from './token-table';

/** One's own account: who one is, which hats one may wear, and the tokens that act in one's name. */
export function AccountPage({
  person,
  hats,
  tokens,
  preferences,
  feed,
  today,
}: {
  person: { name: string; email: string; role: Role; quality: string | null; organisation: { name: string } };
  hats: readonly { id: string; role: string; organisation: string; worn: boolean }[];
  tokens: readonly TokenLine[];
  preferences: readonly MailPreferenceLine[];
  feed: { createdAt: Date; lastReadAt: Date | null } | null;
  /** yyyy-mm-dd */
  today: string;
}) {
  return (
    <>
      <PageHeader title="Mon compte" />
      <div className="flex flex-col gap-10">
        <Section
          title="Identité et rôle"
          action={
            hats.length > 1 ? (
              <ButtonLink size="sm" href="/chapeau?retour=/compte">
                Changer de rôle
              </ButtonLink>
            ) : undefined
          }
        >
          <DescriptionList
            facts={[
              { label: 'Nom', value: person.name },
              { label: 'Adresse électronique', value: person.email },
              { label: 'Rôle porté', value: `${roleLabels[person.role]} – ${person.organisation.name}` },
              { label: 'Qualité', value: person.quality },
            ]}
          />
        </Section>
        <Section
          id="courriels"
          title="Courriels"
          lead="Ce qui n’est pas urgent se regroupe en un seul courriel, vers 7 h. Les actes qui engagent vous parviennent toujours, aussitôt&nbsp;: code, demande de signature, exemplaire signé, délibération demandée, invitation."
        >
          <MailPreferences preferences={preferences} />
        </Section>
        <Section
          id="agenda"
          title="Agenda"
          lead={
            <>
              Une adresse secrète apporte vos <Link href="/agenda">échéances</Link> dans votre logiciel
              d’agenda&nbsp;: seulement ce que vos rôles vous laissent lire au moment où il la demande.
            </>
          }
        >
          <CalendarAddress feed={feed} />
        </Section>
        <Section
          id="jetons"
          title="Jetons d’accès"
          lead={
            <>
              Un jeton laisse un programme agir à votre place, par{' '}
              <Link href="/documentation-api">l’API</Link>, sous le rôle que vous portez aujourd’hui. Tout ce
              qu’il fait est noté à votre nom dans l’historique.
            </>
          }
          action={<NewToken today={today} hat={`${roleLabels[person.role]} – ${person.organisation.name}`} />}
        >
          <TokenTable tokens={tokens} />
        </Section>
      </div>
    </>
  );
}
