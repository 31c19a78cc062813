import type { Metadata } from 'next';
import { config } from '@/server/config';

export const metadata: Metadata = { title: 'Mentions légales et données personnelles' };

export default function LegalPage() {
  const { operatorName, brand, mode } = config();
  return (
    <article className="prose">
      <h1 className="text-3xl">Mentions légales et données personnelles</h1>
      {mode === 'demonstration' && (
        <p className="rounded-md border border-warning border-l-4 bg-warning-soft px-4 py-3">
          Ceci est une démonstration&nbsp;: les personnes, les conventions et les signatures sont fictives.
        </p>
      )}
      <h2>Exploitant</h2>
      <p>
        Le service {brand.productName} est exploité par {operatorName}. Les coordonnées de l’exploitant, de
        l’hébergeur et du directeur de la publication n’ont pas été renseignées dans cette installation.
      </p>
      <h2>Données personnelles</h2>
      <p>
        Le service conserve ce qu’il faut pour conduire une convention&nbsp;: nom, fonction et adresse
        électronique des personnes qui s’y connectent, des interlocuteurs et des signataires&nbsp;; le journal
        de leurs actes&nbsp;; pour une signature, le moment, l’adresse IP et le mode de signature. Il
        n’importe aucun fichier nominatif d’élèves, de parents ou d’enseignants.
      </p>
      <p>
        Les durées de conservation sont fixées par chaque académie. Pour exercer vos droits d’accès, de
        rectification ou d’opposition, adressez-vous au délégué à la protection des données de votre académie
        ou de votre collectivité&nbsp;; vous pouvez aussi saisir la CNIL.
      </p>
      <h2>Traceurs</h2>
      <p>
        Un seul cookie, celui de votre session, indispensable à la connexion. Aucune mesure d’audience, aucun
        contenu venu d’un autre site. Vos préférences d’affichage restent dans votre navigateur.
      </p>
      <h2 id="code-source">Code source</h2>
      <p>
        Le code de ce service est publié sous licence publique de l’Union européenne (EUPL 1.2). L’adresse du
        dépôt est donnée par l’exploitant, qui n’en a pas renseigné dans cette installation.
      </p>
    </article>
  );
}
