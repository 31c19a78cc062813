import { FileCheck2, Lightbulb, Map as MapIcon } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/link';
import { config } from '@/server/config';
import { currentSession } from '@/server/session';

const OPEN = [
  {
    href: '/couverture-publique',
    label: 'Carte de couverture',
    text: 'Département par département\u00a0: les écoles conventionnées et raccordées, à côté des chiffres publiés.',
    icon: MapIcon,
  },
  {
    href: '/retours-publies',
    label: 'Retours d’expérience publiés',
    text: 'Ce que d’autres territoires ont fait, ce qui les a aidés, ce qui leur a résisté.',
    icon: Lightbulb,
  },
  {
    href: '/verification',
    label: 'Vérifier un document',
    text: 'Le numéro d’une convention suffit pour savoir si le document que vous avez est bien celui qui a été signé.',
    icon: FileCheck2,
  },
];

export default async function HomePage() {
  const { brand } = config();
  const isSignedIn = (await currentSession()) !== null;
  return (
    <div className="flex flex-col gap-14 py-4 sm:py-10">
      <section className="flex max-w-3xl flex-col gap-5">
        <h1 className="text-3xl sm:text-[2.75rem] sm:leading-[1.15]">
          De la liste des écoles à la convention signée, puis à l’accrochage AAF.
        </h1>
        <p className="max-w-text text-lg">
          {brand.productName} suit les conventions par lesquelles une académie et une collectivité mettent en
          place un espace numérique de travail. Chacun y voit ce qu’on attend de lui, depuis quand, et le
          texte exact qu’il relit ou signe. Ce qui est signé y est conservé tel quel, et ce que les
          territoires ont appris y profite aux suivants.
        </p>
        <div>
          <ButtonLink variant="primary" href={isSignedIn ? '/tableau-de-bord' : '/connexion'}>
            {isSignedIn ? 'Aller au tableau de bord' : 'Se connecter'}
          </ButtonLink>
        </div>
      </section>
      <section aria-labelledby="public" className="flex flex-col gap-4">
        <h2 id="public" className="text-xl">
          Sans compte
        </h2>
        <ul className="grid gap-x-10 gap-y-6 sm:grid-cols-3">
          {OPEN.map(({ href, label, text, icon: Icon }) => (
            <li key={href} className="flex flex-col gap-1.5 border-accent border-t-2 pt-3">
              <p className="flex items-center gap-2.5 font-semibold text-lg">
                <Icon aria-hidden className="size-5 shrink-0 text-accent" />
                <Link href={href}>{label}</Link>
              </p>
              <p className="text-soft">{text}</p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
