import type { Obligation, TemplateSection } from '../types';
import { list, paragraphs, type Words } from '../words';

type Text = [key: string, title: string, legalBasis: string, body: string, obligation?: Obligation];

/** What article 28, paragraph 3 of the RGPD asks of the contract, letter by letter, and what makes it work. */
function articles(w: Words): Text[] {
  return [
    [
      'objet',
      'Objet et parties',
      'RGPD, article 28, paragraphe 3',
      paragraphs(
        'Le présent contrat définit les conditions dans lesquelles l’éditeur, sous-traitant, effectue pour le compte du responsable de traitement les opérations de traitement de données à caractère personnel qu’appelle la solution « {{solution}} », mise en œuvre au titre de la convention n° {{numero_convention_liee}}.',
        'Le responsable de traitement est : {{responsable_contrat}}.',
        'Le présent contrat complète le marché ou l’abonnement portant sur la solution (référence : {{reference_marche}}). En matière de données personnelles, il prévaut sur lui.',
      ),
    ],
    [
      'description',
      'Description du traitement',
      'RGPD, article 28, paragraphe 3',
      `L’objet, la durée, la nature et la finalité du traitement, le type de données et les catégories de personnes concernées sont décrits à l’annexe A2. L’éditeur ne traite que les données nécessaires à l’exécution de ses prestations dans les ${w.schools} du périmètre.`,
    ],
    [
      'instructions',
      'Instructions documentées',
      'RGPD, article 28, paragraphe 3, a), et article 29',
      paragraphs(
        'L’éditeur ne traite les données que sur instruction documentée du responsable de traitement, y compris en ce qui concerne les transferts hors de l’Union européenne. La convention, le présent contrat et le marché constituent les instructions initiales ; toute instruction ultérieure est donnée par écrit.',
        'Si une obligation légale lui impose un autre traitement, l’éditeur en informe le responsable avant d’y procéder, sauf si la loi le lui interdit. Il l’informe immédiatement si une instruction lui paraît contraire aux règles de protection des données.',
        'L’éditeur n’utilise pas les données pour son propre compte, ni pour la publicité, ni pour établir des profils, ni pour l’entraînement de systèmes d’intelligence artificielle.',
      ),
    ],
    [
      'confidentialite',
      'Confidentialité',
      'RGPD, article 28, paragraphe 3, b)',
      'L’éditeur garantit la confidentialité des données. Il veille à ce que les personnes autorisées à les traiter s’engagent à la respecter ou soient soumises à une obligation légale appropriée, reçoivent la formation nécessaire et n’accèdent qu’aux données utiles à leur mission.',
    ],
    [
      'securite',
      'Sécurité du traitement',
      'RGPD, article 28, paragraphe 3, c), et article 32',
      'L’éditeur met en œuvre les mesures techniques et organisationnelles appropriées au risque, décrites à l’annexe A3. Il les tient à jour selon l’état de l’art, sans pouvoir en abaisser le niveau, et en vérifie régulièrement l’efficacité.',
    ],
    [
      'sous_traitants',
      'Sous-traitants ultérieurs',
      'RGPD, article 28, paragraphes 2, 3, d), et 4',
      paragraphs(
        'À la date de la signature, l’éditeur est autorisé à recourir aux sous-traitants ultérieurs suivants :\n{{sous_traitants_ulterieurs}}',
        'Il informe le responsable de traitement par écrit, {{delai_information_sous_traitant_jours}} jours au moins à l’avance, de tout ajout ou remplacement ; le responsable peut s’y opposer dans ce délai. À défaut d’accord, le changement n’a pas lieu.',
        'L’éditeur impose à ses sous-traitants, par contrat, les mêmes obligations que celles du présent contrat. Il demeure pleinement responsable de leur exécution.',
      ),
    ],
    [
      'droits',
      'Droits des personnes',
      'RGPD, article 28, paragraphe 3, e), et chapitre III',
      'L’éditeur aide le responsable de traitement, par des mesures appropriées, à donner suite aux demandes d’accès, de rectification, d’effacement, de limitation, de portabilité et d’opposition. Il lui transmet celles qu’il reçoit dans les {{delai_demande_jours}} jours ouvrés et n’y répond pas lui-même, sauf instruction contraire.',
    ],
    [
      'violations',
      'Violations de données',
      'RGPD, article 28, paragraphe 3, f), et article 33, paragraphe 2',
      paragraphs(
        'L’éditeur notifie au responsable de traitement toute violation de données à caractère personnel dans les meilleurs délais et au plus tard {{delai_alerte_heures}} heures après en avoir pris connaissance.',
        list(
          'La notification précise, au fur et à mesure que les éléments sont connus :',
          'la nature de la violation, les catégories et le nombre approximatif de personnes et d’enregistrements concernés',
          'le point de contact auprès duquel obtenir des informations',
          'les conséquences probables',
          'les mesures prises ou proposées pour y remédier et en atténuer les effets',
        ),
        'L’éditeur ne notifie lui-même ni à la Commission nationale de l’informatique et des libertés ni aux personnes, sauf instruction écrite.',
      ),
    ],
    [
      'assistance_conformite',
      'Aide à la conformité',
      'RGPD, article 28, paragraphe 3, f), et articles 35 et 36',
      'Compte tenu de la nature du traitement et des informations dont il dispose, l’éditeur aide le responsable de traitement à réaliser l’analyse d’impact relative à la protection des données et, s’il y a lieu, à consulter l’autorité de contrôle. Il applique dès la conception et par défaut les principes de protection des données.',
    ],
    [
      'sort_donnees',
      'Sort des données au terme du contrat',
      'RGPD, article 28, paragraphe 3, g)',
      paragraphs(
        'Au terme de la prestation, l’éditeur remet les données au responsable de traitement ou au prestataire que celui-ci désigne, dans les formats suivants : {{formats_export}}.',
        'Il efface ensuite toutes les données et leurs copies, sauvegardes comprises, dans un délai de {{delai_suppression_jours}} jours, à moins qu’une disposition légale n’en exige la conservation, et en atteste par écrit.',
      ),
    ],
    [
      'audits',
      'Preuves et audits',
      'RGPD, article 28, paragraphe 3, h)',
      paragraphs(
        'L’éditeur tient à la disposition du responsable de traitement toutes les informations nécessaires pour démontrer le respect de ses obligations. Il permet la réalisation d’audits, y compris d’inspections, par le responsable ou par un auditeur qu’il mandate, et y contribue.',
        'Un audit est annoncé {{preavis_audit_jours}} jours à l’avance, sauf à la suite d’une violation de données. Les écarts constatés sont corrigés dans un délai convenu par écrit.',
      ),
    ],
    [
      'registre',
      'Registre',
      'RGPD, article 30, paragraphe 2',
      'L’éditeur tient par écrit le registre des catégories d’activités de traitement effectuées pour le compte du responsable. Celui-ci inscrit le traitement à son propre registre ; référence : {{reference_registre}}.',
    ],
    [
      'contacts_dpd',
      'Délégués à la protection des données',
      'RGPD, articles 37 à 39',
      'Le délégué de l’éditeur, ou la personne qui en tient lieu, peut être joint à l’adresse {{dpd_editeur_contact}} ; celui de l’académie à l’adresse {{dpd_academie_contact}} ; celui de la collectivité à l’adresse {{dpd_collectivite_contact}}.',
      'optional',
    ],
    [
      'transferts',
      'Localisation et transferts',
      'RGPD, article 28, paragraphe 3, a), et chapitre V',
      'Les données et leurs sauvegardes sont stockées {{localisation_donnees}}. Transferts hors de l’Union européenne : {{transferts_hors_ue}}. Aucun autre transfert n’a lieu sans l’accord écrit préalable du responsable de traitement et sans les garanties du chapitre V du RGPD.',
    ],
    [
      'obligations_responsable',
      'Obligations du responsable de traitement',
      'RGPD, articles 5, 24 et 28',
      list(
        'Le responsable de traitement s’engage à :',
        'documenter par écrit toute instruction',
        'fournir à l’éditeur les seules données nécessaires',
        'informer les personnes concernées',
        'veiller, pendant toute la durée du traitement, au respect des obligations de l’éditeur et superviser le traitement',
      ),
      'optional',
    ],
    [
      'duree',
      'Durée et modification',
      '',
      paragraphs(
        'Le présent contrat prend effet le {{date_effet}} et dure aussi longtemps que l’éditeur détient des données pour le compte du responsable de traitement.',
        'Il est modifié par avenant écrit. Le manquement grave de l’éditeur à ses obligations justifie la résiliation du marché à ses torts.',
      ),
    ],
    [
      'litiges',
      'Responsabilité et litiges',
      'RGPD, article 82',
      'Chaque partie répond, dans les conditions de l’article 82 du RGPD, du dommage causé par un traitement contraire à ses obligations. À défaut d’accord amiable, le litige est porté devant {{tribunal}}.',
      'optional',
    ],
  ];
}

function annexes(w: Words): [key: string, code: string, title: string, body: string][] {
  return [
    [
      'a2_description',
      'A2',
      'Description du traitement',
      paragraphs(
        list(
          'Traitement',
          'objet : fourniture et exploitation de l’espace numérique de travail « {{solution}} »',
          'nature : collecte, hébergement, organisation, consultation, communication aux destinataires habilités, sauvegarde, effacement',
          'finalités : mise à disposition de contenus éducatifs et pédagogiques, suivi de la scolarité, échanges au sein de la communauté éducative, mesure statistique de l’usage',
          'durée : celle de la convention n° {{numero_convention_liee}} et de la réversibilité',
          'hébergement : {{hebergeur}}',
        ),
        list(
          'Catégories de personnes concernées',
          'élèves',
          'personnes exerçant l’autorité parentale et autres responsables déclarés',
          `enseignants, ${w.heads} et autres personnels`,
          'agents de la collectivité et intervenants auxquels un compte est ouvert',
        ),
        'Types de données\n{{categories_donnees}}',
      ),
    ],
    ['a3_securite', 'A3', 'Mesures de sécurité', '{{mesures_securite}}'],
  ];
}

/** The sections of the agreement, numbered; all that article 28 lists is mandatory. */
export function processingArticles(w: Words): TemplateSection[] {
  return [
    ...articles(w).map(
      ([key, title, legalBasis, body, obligation = 'mandatory'], index): TemplateSection => ({
        key,
        section: 'article',
        position: 100 + 10 * index,
        number: index + 1,
        code: null,
        title,
        body,
        obligation,
        legalBasis,
      }),
    ),
    ...annexes(w).map(
      ([key, code, title, body], index): TemplateSection => ({
        key,
        section: 'annex',
        position: 500 + 10 * index,
        number: null,
        code,
        title,
        body,
        obligation: 'mandatory',
        legalBasis: 'RGPD, article 28, paragraphe 3',
      }),
    ),
  ];
}
