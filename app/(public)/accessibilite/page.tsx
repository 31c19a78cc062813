import type { Metadata } from 'next';
import { config } from '@/server/config';

export const metadata: Metadata = { title: 'Accessibilité' };

export default function AccessibilityPage() {
  const { operatorName, brand } = config();
  return (
    <article className="prose">
      <h1 className="text-3xl">Accessibilité&nbsp;: non audité</h1>
      <p>
        Le service {brand.productName}, exploité par {operatorName}, n’a pas encore fait l’objet d’un audit de
        conformité au référentiel général d’amélioration de l’accessibilité (RGAA 4.1). Aucun taux de
        conformité ne peut donc être annoncé.
      </p>
      <h2>Ce qui est fait</h2>
      <ul>
        <li>Chaque page s’utilise au clavier, du premier lien au dernier bouton.</li>
        <li>
          Les pages et les boîtes de dialogue sont contrôlées par un outil automatique (axe) à chaque
          modification du service. Un contrôle automatique ne voit qu’une partie des défauts&nbsp;: il ne
          remplace pas un audit.
        </li>
        <li>Les états sont dits par un mot et une icône, jamais par la couleur seule.</li>
        <li>L’apparence claire ou sombre suit le réglage de votre appareil, ou votre choix.</li>
      </ul>
      <h2>Ce que nous savons imparfait</h2>
      <ul>
        <li>
          Les documents PDF ne sont pas balisés (PDF/UA). Le même texte est proposé en page web à côté de
          chaque PDF.
        </li>
        <li>La carte de couverture est doublée d’un tableau qui donne les mêmes chiffres.</li>
      </ul>
      <h2>Signaler une difficulté</h2>
      <p>
        Si un défaut vous empêche d’accéder à un contenu ou à une fonction, signalez-le à {operatorName}. Si
        vous n’obtenez pas de réponse satisfaisante, vous pouvez saisir le Défenseur des droits.
      </p>
    </article>
  );
}
