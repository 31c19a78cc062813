import type { TemplateClause } from './types';
import type { Words } from './words';

/**
 * Wordings that follow from a choice. Who is controller is contested (DOMAIN §3): it is a choice of the
 * convention, never a rule of the application.
 */
export function clauses(w: Words): TemplateClause[] {
  const head = w.degree === 'primary' ? 'le directeur d’école' : 'le chef d’établissement';
  const dasen = 'le directeur académique des services de l’éducation nationale';
  const processing = `les traitements mis en œuvre dans l’ENT pour les ${w.schools} de l’annexe A1`;
  const provider =
    'La collectivité, qui met la solution à disposition et a conclu le marché, n’agit sur les données que pour le compte du responsable et dans la limite des missions énumérées à l’article {{article_engagements_collectivite}} ; elle répercute ses instructions à l’éditeur.';
  return [
    {
      key: 'clause_responsable_traitement',
      label: 'Responsable de traitement',
      from: 'modele_responsable',
      texts: {
        dasen: `Le responsable de traitement est, pour ${processing}, ${dasen}. ${provider}`,
        head: `Le responsable de traitement est, pour ${processing}, ${head}, pour ${w.theSchool} qu’il dirige. ${provider}`,
        joint: `L’académie, en la personne de son représentant, et la collectivité sont responsables conjoints, au sens de l’article 26 du RGPD, pour ${processing}. L’académie répond des données issues des annuaires, des finalités pédagogiques et de l’information des personnes ; la collectivité répond de la mise à disposition et de la sécurité de la solution et du contrat avec l’éditeur. Les personnes peuvent exercer leurs droits auprès de l’une ou de l’autre. Les grandes lignes de cette répartition sont tenues à leur disposition.`,
        other: `Le responsable de traitement est, pour ${processing} : {{responsable_autre}}. Les autres parties ne traitent les données que pour son compte et selon ses instructions.`,
      },
    },
    {
      key: 'responsable_traitement_nom',
      label: 'Responsable de traitement (nom)',
      from: 'modele_responsable',
      texts: {
        dasen,
        head: `${head} pour ${w.theSchool} qu’il dirige`,
        joint: 'l’académie et la collectivité, responsables conjoints',
        other: '{{responsable_autre}}',
      },
    },
    {
      key: 'clause_aipd',
      label: 'Analyse d’impact',
      from: 'aipd',
      texts: {
        done: 'L’analyse d’impact relative à la protection des données a été réalisée ; elle est datée du {{date_aipd}}. Le responsable de traitement la met à jour lorsque le risque évolue.',
        not_needed:
          'Le responsable de traitement, après avis du délégué à la protection des données, a estimé qu’une analyse d’impact n’était pas nécessaire pour le motif suivant : {{motif_sans_aipd}}',
        in_progress:
          'L’analyse d’impact relative à la protection des données est en cours. Elle est achevée, et les mesures qu’elle appelle sont prises, avant l’ouverture des comptes.',
      },
    },
    {
      key: 'etat_aipd',
      label: 'État de l’analyse d’impact',
      from: 'aipd',
      texts: {
        done: 'réalisée, datée du {{date_aipd}}',
        not_needed: 'jugée non nécessaire ({{motif_sans_aipd}})',
        in_progress: 'en cours, à achever avant l’ouverture des comptes',
      },
    },
    {
      key: 'clause_evolution_liste',
      label: 'Évolution de la liste',
      from: 'evolution_liste',
      texts: {
        amendment: `L’entrée d’${w.aSchool} dans le périmètre, ou sa sortie, fait l’objet d’un avenant signé dans les mêmes formes que la convention. Un même avenant peut porter sur plusieurs ${w.schools}.`,
        annex: `L’entrée d’${w.aSchool} dans le périmètre, ou sa sortie, résulte d’une mise à jour de l’annexe A1, datée, numérotée et signée par les représentants des deux parties. Elle prend effet à la date qu’elle indique et ne modifie aucune autre stipulation.`,
      },
    },
    {
      key: 'clause_marche',
      label: 'Acquisition de la solution',
      from: 'marche_etat',
      texts: {
        concluded:
          'Elle est acquise par la collectivité dans le respect du code de la commande publique, sous la référence {{reference_marche}}. Le marché prend effet à la date suivante : {{marche_date_debut}} ; il s’achève le {{marche_date_fin}}.',
        in_progress:
          'Elle est acquise par la collectivité dans le respect du code de la commande publique. La procédure étant en cours à la date de rédaction, la collectivité en communique à l’académie la référence et les dates avant toute demande d’accrochage à l’annuaire.',
      },
    },
    {
      key: 'clause_competence',
      label: 'Compétence de la collectivité',
      from: 'competence',
      texts: {
        own: `La collectivité agit au titre de la charge que la loi lui confie en matière d’équipement et de fonctionnement des ${w.schools}.`,
        transferred:
          'La collectivité agit au titre de la compétence qui lui a été transférée par l’acte suivant : {{competence_reference}}.',
        mutualised:
          'La collectivité agit pour le compte des collectivités qui l’ont chargée du projet, en vertu de l’acte suivant : {{competence_reference}}. Elle répond devant l’académie de l’exécution de leurs engagements.',
      },
    },
    {
      key: 'clause_educonnect',
      label: 'EduConnect',
      from: 'educonnect',
      texts: {
        true: 'Les élèves et leurs responsables s’authentifient par EduConnect. La collectivité fait raccorder la solution à ce service ; l’académie en assure l’ouverture. Les familles qui ne peuvent pas utiliser EduConnect reçoivent une aide ou une solution équivalente.',
        false:
          'Les élèves et leurs responsables s’authentifient au moyen d’identifiants délivrés par la solution et remis en main propre ou par une voie sûre. Les parties examinent chaque année l’opportunité de raccorder l’ENT à EduConnect.',
      },
    },
    {
      key: 'clause_gar',
      label: 'GAR',
      from: 'gar',
      texts: {
        true: `L’accès aux ressources numériques pour l’école passe par le gestionnaire d’accès aux ressources. La collectivité fait raccorder la solution au GAR ; ${head} désigne, ${w.degree === 'primary' ? 'avec l’appui de la circonscription' : 'dans son établissement'}, la personne qui affecte les ressources.`,
        false:
          'La solution n’est pas raccordée au gestionnaire d’accès aux ressources à la date de la signature. Tant qu’elle ne l’est pas, les ressources qui exigent des données nominatives des élèves ne sont pas accessibles depuis l’ENT.',
      },
    },
    {
      key: 'clause_finances',
      label: 'Dispositions financières',
      from: 'finances',
      texts: {
        none: 'La convention ne donne lieu à aucun flux financier entre les parties.',
        contribution:
          'La participation financière convenue entre les parties s’élève à {{montant_participation}}. Elle est versée dans les conditions suivantes : {{modalites_financieres}}',
      },
    },
    {
      key: 'clause_reconduction',
      label: 'Reconduction',
      from: 'reconduction',
      texts: {
        none: 'Elle n’est pas reconductible. La poursuite du projet suppose une nouvelle convention.',
        express:
          'Elle peut être reconduite par décision expresse des deux parties, constatée par écrit avant son terme, par périodes de {{reconduction_mois}} mois et {{reconduction_maximum}} fois au plus.',
        tacit:
          'Elle est reconduite tacitement par périodes de {{reconduction_mois}} mois, {{reconduction_maximum}} fois au plus, sauf si une partie fait connaître à l’autre, trois mois au moins avant le terme, qu’elle y renonce.',
      },
    },
    {
      key: 'visa_collectivite',
      label: 'Articles du CGCT',
      from: 'collectivite_type',
      texts: {
        commune: 'ses articles L. 2121-29 et L. 2131-1',
        epci: 'ses articles L. 5211-1 et suivants',
        syndicate: 'ses articles L. 5711-1 et suivants et L. 5721-1 et suivants',
        department: 'ses articles L. 3131-1 et L. 3211-1',
        region: 'ses articles L. 4141-1 et L. 4221-1',
      },
    },
  ];
}
