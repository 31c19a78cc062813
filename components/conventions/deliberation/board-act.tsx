import { DescriptionList } from '@/components/ui/description-list';
import { formatBytes, formatDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import { BoardActForm } from './board-act-form';

/** The third party of a tripartite convention: the act of its conseil d’administration. */
export function BoardAct({ convention }: { convention: ConventionDetail }) {
  const { establishment } = convention;
  if (!establishment) return null;
  const open = ['partner_review', 'awaiting_deliberation'].includes(convention.status);
  const entered = establishment.actNumber || establishment.waiverReason || establishment.file;
  return (
    <Section
      title="Acte du conseil d’administration"
      lead={`${establishment.name} (${establishment.uai}), partie à la convention.`}
    >
      {establishment.waiverReason ? (
        <Notice tone="info" title="Sans acte du conseil d’administration">
          {establishment.waiverReason}
        </Notice>
      ) : (
        entered && (
          <DescriptionList
            columns={2}
            facts={[
              { label: 'Numéro', value: establishment.actNumber },
              { label: 'Séance', value: establishment.sessionOn && formatDate(establishment.sessionOn) },
              { label: 'Objet', value: establishment.object },
              {
                label: 'Transmis',
                value: establishment.transmittedOn && formatDate(establishment.transmittedOn),
              },
              {
                label: 'Fichier',
                value: establishment.file && (
                  <a className="text-accent underline" href={`/conventions/${convention.id}/acte-ca.pdf`}>
                    {establishment.file.name} ({formatBytes(establishment.file.size)})
                  </a>
                ),
              },
            ]}
          />
        )
      )}
      {!entered && !open && (
        <p className="text-soft">Il se saisit pendant la relecture ou l’attente de délibération.</p>
      )}
      {open && convention.abilities.deliberate && (
        <BoardActForm id={convention.id} version={convention.version} establishment={establishment} />
      )}
    </Section>
  );
}
