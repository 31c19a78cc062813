import type { Db } from '@/server/db';
import type { CreateExperience, PublishExperience, UpdateExperience } from '@/server/experience/schema';
import type { Caller } from './acting';

type Text = Omit<UpdateExperience, 'version'>;

/** Writes a sheet, and publishes it when told to whom. */
export async function writeSheet(
  db: Db,
  caller: Caller,
  head: CreateExperience,
  text: Text,
  visibility: PublishExperience['visibility'] | null,
): Promise<void> {
  const { id, version } = await caller.experience.create(head);
  // A sheet without project has nobody to take the label from.
  await db.experienceReport.update({ where: { id }, data: { demonstration: true } });
  const written = await caller.experience.update({ id, version, ...text });
  if (visibility) await caller.experience.publish({ id, version: written.version, visibility });
}

export const firstYear: Text = {
  territory: 'Argenteuil (95)',
  context:
    'Dix-huit écoles publiques, équipées de façon très inégale. Quatre d’entre elles utilisaient déjà un cahier de liaison en ligne, chacune le sien, payé par la coopérative scolaire.',
  governance:
    'La commune porte le projet. Un comité de pilotage réunit deux fois par an l’élue à l’éducation, la DANE, la DSDEN, deux directrices d’école et l’éditeur. Les parents élus y sont invités depuis le printemps.',
  beginning:
    'Nous avons commencé par faire le tour des écoles, avant de parler de solution. La convention a été rédigée pendant que le marché était en cours\u00a0: cela nous a fait gagner un trimestre. Les premières écoles ont été accrochées à l’annuaire un mois après la signature.',
  today:
    'Dix écoles sont couvertes par la convention, les autres entrent dans une seconde convention. Les enseignants se servent surtout du cahier de textes et du blog de classe.',
  strengths:
    'Un chef de projet clairement désigné des deux côtés. Des directrices qui ont accepté d’être les premières et de raconter aux autres. La fiabilisation de ONDE faite avant la demande, école par école, avec la circonscription.',
  difficulties:
    'L’adresse électronique des familles manquait dans un tiers des dossiers. L’avis du délégué à la protection des données a demandé deux allers-retours, faute d’avoir joint le contrat de sous-traitance dès le premier envoi.',
  impetus:
    'Un mercredi par période, un atelier d’une heure dans une école différente, animé par un enseignant et non par l’éditeur. Le blog de la classe de découverte a entraîné les familles plus que toute réunion.',
  results:
    'Dix écoles accrochées ou en cours d’accrochage sur dix-huit. Données fictives de la démonstration.',
  advice:
    'Réunissez les pièces avant de demander les avis. Ne commencez pas par les écoles les mieux équipées\u00a0: commencez par celles qui ont envie.',
  reusableBy: 'Une commune de plus de dix écoles qui équipe pour la première fois.',
  contact: 'projet@demo.invalid',
};

export const pooling: Text = {
  territory: 'Cergy et communes voisines (95)',
  context:
    'Plusieurs communes n’ont pas de service numérique\u00a0: la structure mutualisatrice achète et suit la solution pour elles.',
  governance:
    'Chaque commune délibère et signe\u00a0; la structure prépare les dossiers et répond aux écoles.',
  beginning:
    'Un groupement de commandes, puis une convention par commune à partir du même modèle\u00a0: seules les écoles, le calendrier et les contacts changent.',
  today: 'La première commune attend sa délibération\u00a0; deux autres préparent la leur.',
  strengths:
    'Un seul interlocuteur pour l’académie. Des modèles de délibération relus par le contrôle de légalité.',
  difficulties:
    'Les calendriers des conseils municipaux ne coïncident pas\u00a0: sans date butoir commune, le déploiement se ferait sur deux années scolaires.',
  impetus: 'Une lettre mensuelle aux directions d’école\u00a0: une idée, une classe, dix lignes.',
  advice: 'Fixez la date du conseil municipal avant d’ouvrir le dossier, pas après.',
  reusableBy: 'Un syndicat ou une agence qui agit pour plusieurs communes.',
  contact: 'mutualisation@demo.invalid',
};

export const change: Text = {
  territory: 'Val-d’Oise',
  context: 'Que devient ce que les classes ont écrit quand la solution change\u00a0? Notes prises en chemin.',
  beginning: 'L’export a été demandé six mois avant la fin du marché, école par école.',
  difficulties: 'Les albums photographiques ne s’exportent pas avec leurs légendes.',
};
