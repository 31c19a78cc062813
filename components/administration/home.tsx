import { Archive, Building2, FileText, LayoutList, Mail, School, Settings2, Users } from 'lucide-react';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import type { SealHealth } from '@/server/signature/health';
import { SealHealthSection } from './seal-health';

type Can = Record<
  'directory' | 'organisations' | 'people' | 'academies' | 'products' | 'mails' | 'templates',
  boolean
>;

/** The rooms of the administration that this hat may enter. */
export function AdministrationHome({
  can,
  academyCode,
  seal,
}: {
  can: Can;
  academyCode: string | null;
  /** For whoever runs the platform. */
  seal: SealHealth | null;
}) {
  const rooms = [
    {
      open: can.directory,
      href: '/administration/annuaire',
      label: 'Annuaire des établissements',
      text: 'Importer l’annuaire officiel, suivre un import, relire son compte rendu.',
      icon: School,
    },
    {
      open: can.people,
      href: '/administration/personnes',
      label: 'Personnes et rôles',
      text: 'Inviter quelqu’un, lui donner un rôle, y mettre fin ; délégations de signature.',
      icon: Users,
    },
    {
      open: can.organisations,
      href: '/administration/organisations',
      label: 'Organisations',
      text: 'DSDEN, collectivités, structures mutualisatrices, écoles : pour qui chacun agit.',
      icon: Building2,
    },
    {
      open: can.academies,
      href: academyCode ? `/administration/academies/${academyCode}` : '/administration/academies',
      label: academyCode ? 'Réglages de l’académie' : 'Académies',
      text: 'Délais des avis, conditions de l’accrochage AAF, publication de la couverture.',
      icon: Settings2,
    },
    {
      open: can.academies && academyCode !== null,
      href: '/administration/conservation',
      label: 'Conservation et élimination',
      text: 'Durées de conservation, listes d’élimination et leurs approbations.',
      icon: Archive,
    },
    {
      open: can.templates,
      href: '/modeles',
      label: 'Modèles et clauses',
      text: 'Modèles de convention, bibliothèque de clauses, écarts aux clauses obligatoires.',
      icon: FileText,
    },
    {
      open: can.products,
      href: '/administration/solutions',
      label: 'Catalogue des solutions',
      text: 'Éditeurs et solutions que les projets choisissent, avec la date de leur vérification.',
      icon: LayoutList,
    },
    {
      open: can.mails,
      href: '/administration/courriels',
      label: 'Courriels',
      text: 'Ce qui attend, ce qui est parti, ce que le serveur du destinataire a refusé\u00a0; renvoyer.',
      icon: Mail,
    },
  ];
  return (
    <>
      <PageHeader title="Administration" />
      <ul className="grid gap-x-10 gap-y-7 sm:grid-cols-2">
        {rooms
          .filter((room) => room.open)
          .map(({ href, label, text, icon: Icon }) => (
            <li key={href} className="flex gap-4 border-line border-t pt-4">
              <Icon aria-hidden className="mt-1 size-5 shrink-0 text-accent" />
              <div>
                <h2 className="font-semibold text-lg">
                  <Link href={href}>{label}</Link>
                </h2>
                <p className="text-soft">{text}</p>
              </div>
            </li>
          ))}
      </ul>
      {seal && (
        <div className="mt-12">
          <SealHealthSection health={seal} />
        </div>
      )}
    </>
  );
}
