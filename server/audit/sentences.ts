import { isIsoDate, longDate } from '../calendar';
import { type FollowUpKind, followUpKindLabels } from '../followup/domain';
import { counted, listed } from '../french';
import { type Facts, factsIn, type JournalRow } from './row';

type Sentence = string | ((after: Facts, before: Facts) => string);

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const short = (value: unknown) => (text(value).length > 80 ? `${text(value).slice(0, 80)}…` : text(value));
const count = (value: unknown) => (Array.isArray(value) ? value.length : Number(value ?? 0) || 0);
const quoted = (value: unknown) => (text(value) ? ` «\u00a0${text(value)}\u00a0»` : '');
const why = (after: Facts) => (text(after.reason) ? `\u00a0: ${text(after.reason)}` : '');
/** « l’avis juridique », for the kind that a row names. */
const opinionName = (after: Facts) => {
  const names: Record<string, string> = {
    dpo: 'l’avis du délégué à la protection des données',
    legal: 'l’avis juridique',
    dsi: 'l’avis de la direction des systèmes d’information',
    dsden: 'l’avis de la direction départementale',
    expert: `l’avis d’expert${quoted(after.name)}`,
  };
  return names[text(after.kind)] ?? 'un avis';
};
const schoolsMoved = (after: Facts) =>
  [
    count(after.added) ? `${counted(count(after.added), 'ajoutée')}` : '',
    count(after.removed) ? `${counted(count(after.removed), 'retirée')}` : '',
  ]
    .filter(Boolean)
    .join(', ');

const names = (value: unknown) => (Array.isArray(value) ? value.map(text) : []);
const lettersGone = (value: unknown) => (count(value) > 0 ? `, avec ${counted(count(value), 'lettre')}` : '');
/** « l’activité « … » », « 2 activités et 1 colonne », for what was hidden or shown. */
const linesAndColumns = (after: Facts) => {
  const [activities, actors] = [names(after.activities), names(after.actors)];
  if (activities.length + actors.length === 1)
    return activities.length === 1 ? `l’activité${quoted(activities[0])}` : `la colonne${quoted(actors[0])}`;
  return listed([
    ...(activities.length > 0 ? [counted(activities.length, 'activité')] : []),
    ...(actors.length > 0 ? [counted(actors.length, 'colonne')] : []),
  ]);
};

/**
 * What each action says after the name of who did it: « Dominique Dane | a créé le projet ». A domain adds its
 * lines here; an action without a line is shown by its code, so that nothing is ever hidden.
 */
const sentences: Record<string, Sentence> = {
  'project.created': 'a créé le projet',
  'project.updated': 'a modifié le projet',
  'project.closed': 'a clos le projet',
  'project.reopened': 'a rouvert le projet',
  'project.schools_set': (after) => `a modifié la liste des écoles (${schoolsMoved(after)})`,

  'followup.written': (after) =>
    `a noté dans le suivi\u00a0: ${followUpKindLabels[text(after.followUpKind) as FollowUpKind] ?? 'ligne'}`,
  'followup.edited': 'a corrigé une ligne du suivi',
  'followup.removed': (_, before) => `a retiré une ligne du suivi${quoted(short(before.text))}`,
  'followup.step_added': (after) => `a ajouté l’étape${quoted(after.step)}`,
  'followup.step_edited': (after) => `a modifié l’étape${quoted(after.step)}`,
  'followup.step_done': (after) => `a fait l’étape${quoted(after.step)}`,
  'followup.step_reopened': (after) => `a rouvert l’étape${quoted(after.step)}`,
  'followup.step_removed': (_, before) => `a retiré l’étape${quoted(before.step)}`,
  'project.tracked': (after) =>
    `a renseigné dans le tableau${Object.entries(after)
      .filter(([label]) => label !== 'line')
      .map(([label, value]) => ` «\u00a0${label}\u00a0»\u00a0: ${text(value) || 'vidé'}`)
      .join(',')}`,

  'column.added': (after) => `a ajouté la colonne${quoted(after.label)}`,
  'column.changed': (after) => `a modifié la colonne${quoted(after.label)}`,
  'column.ordered': 'a changé l’ordre des colonnes',
  'view.saved': (after) => `a enregistré la vue${quoted(after.label)}`,
  'view.changed': (after) => `a modifié la vue${quoted(after.label)}`,
  'view.removed': (_, before) => `a supprimé la vue${quoted(before.label)}`,
  'list.export_asked': (after) => `a demandé l’export${quoted(after.label)}`,

  'work.cancelled': 'a annulé un travail en cours',
  'work.bulk_asked': (after) =>
    `a demandé l’ouverture de conventions pour ${counted(count(after.communes), 'commune')}`,
  'work.resumed': (after) =>
    `a fait reprendre une ouverture de conventions (${counted(count(after.communes), 'commune restante', 'communes restantes')})`,
  'work.many_asked': (after) =>
    `a demandé un même acte sur ${counted(count(after.conventions), 'convention')}${quoted(after.act)}${why(after)}`,
  'work.archive_asked': (after) =>
    `a demandé l’archive des PDF de ${counted(count(after.conventions), 'convention')}`,

  'takeover.received': (after) =>
    `a déposé le tableau${quoted(after.fileName)} pour reprendre ${counted(count(after.lines), 'convention')}`,
  'takeover.columns_set': 'a dit à quoi répond chaque colonne du tableau à reprendre',
  'takeover.line_chosen': (after) => `a décidé de la ligne ${count(after.line)} du tableau à reprendre`,
  'takeover.confirmed': (after) => `a lancé la reprise de ${counted(count(after.ready), 'convention')}`,
  'takeover.done': (after) =>
    `a terminé la reprise (${counted(count(after.created), 'convention reprise', 'conventions reprises')})`,
  'takeover.undone': (after) =>
    `a annulé la reprise (${counted(count(after.conventions), 'convention retirée', 'conventions retirées')})`,
  'takeover.discarded': (_, before) => `a écarté le tableau${quoted(before.fileName)} sans rien reprendre`,
  'takeover.scan_dropped': (after) => `a déposé la numérisation${quoted(after.fileName)}, à rattacher`,
  'takeover.scan_discarded': (_, before) => `a écarté la numérisation${quoted(before.fileName)}`,
  'convention.taken_over': (after) =>
    `a repris cette convention, faite hors de l’application${text(after.reference) ? ` sous la référence «\u00a0${text(after.reference)}\u00a0»` : ''}`,
  'convention.scan_added': (after) => `a joint la numérisation${quoted(after.fileName)}`,
  'convention.scan_replaced': (after) =>
    `a remplacé la numérisation par${quoted(after.fileName)}${why(after)}`,
  'convention.takeover_corrected': (after) => `a corrigé la reprise${why(after)}`,

  'directory.prepare': (after) =>
    `a comparé l’annuaire avec les écoles connues (${counted(count(after.created), 'école à créer', 'écoles à créer')}, ${count(after.updated)} à modifier, ${count(after.closed)} à fermer)`,
  'directory.apply': (after) => `a décidé d’appliquer l’annuaire${quoted(after.fileName)}`,
  'directory.put_back': (after) => `n’a pas pu appliquer l’annuaire${why(after)}`,
  'directory.abandon': (_, before) => `a abandonné l’annuaire${quoted(before.fileName)} sans rien changer`,
  'directory.recompute': (after) => `a fait recalculer ce que changerait l’annuaire${quoted(after.fileName)}`,
  'school.task_treated': (after) =>
    `a traité ${counted(count(after.count), 'suite', 'suites')} de la vie des écoles${why(after)}`,
  'directory.receive': (after) => `a déposé l’annuaire${quoted(after.fileName)}`,
  'directory.import': (after) =>
    `a importé l’annuaire (${counted(count(after.created), 'école créée', 'écoles créées')}, ${counted(count(after.updated), 'modifiée')}, ${counted(count(after.closed), 'fermée')})`,
  'audience.received': (after) => `a déposé le fichier d’audience${quoted(after.fileName)}`,
  'audience.started': (after) => `a lancé l’import de la mesure d’audience${quoted(after.fileName)}`,
  'audience.resumed': (after) => `a repris l’import de la mesure d’audience${quoted(after.fileName)}`,
  'audience.discarded': (_, before) => `a abandonné le fichier d’audience${quoted(before.fileName)}`,
  'audience.imported': (after) =>
    `a importé la mesure d’audience${quoted(after.fileName)} (${counted(count(after.created), 'ligne ajoutée', 'lignes ajoutées')}, ${counted(count(after.updated), 'remplacée')}, ${counted(count(after.refused), 'refusée')})`,
  'audience.stopped': (after) => `n’a pas mené à son terme l’import de la mesure d’audience${why(after)}`,
  'directory.refuse': (after) => `n’a pas pu importer l’annuaire${why(after)}`,

  'raci.started': (after) =>
    count(after.number)
      ? `a ouvert la matrice des responsabilités à partir du modèle${quoted(after.template)}, version ${count(after.number)}`
      : 'a ouvert la matrice des responsabilités',
  'raci.cell_set': (after) =>
    `a modifié la matrice\u00a0: ${text(after.activity)}, ${text(after.actor)}, ${text(after.letters) || 'case vidée'}`,
  'raci.imported': (after) =>
    `a importé un tableau dans la matrice\u00a0: ${counted(count(after.cells), 'case')}, ${counted(count(after.activities), 'nouvelle activité', 'nouvelles activités')}`,
  'raci.cells_set': (after) => `a modifié ${counted(count(after.count), 'case')} de la matrice`,

  'raci.template_created': (after) =>
    `a ouvert le modèle de matrice${quoted(after.name)} à partir de${quoted(after.source)}`,
  'raci.template_renamed': (after) => `a renommé le modèle de matrice en${quoted(after.name)}`,
  'raci.template_published': (after) =>
    `a publié la version ${count(after.number)} du modèle de matrice${text(after.note) ? `\u00a0: ${text(after.note)}` : ''}`,
  'raci.template_retired': 'a retiré le modèle de matrice\u00a0: il n’est plus proposé aux projets',
  'raci.template_restored': 'a remis le modèle de matrice en service',
  'raci.work_state': (after) =>
    `a passé l’activité${quoted(after.activity)} à «\u00a0${text(after.workState)}\u00a0»${why(after)}`,
  'raci.work_due': (after) =>
    isIsoDate(text(after.dueOn))
      ? `a fixé au ${longDate(text(after.dueOn))} l’échéance de l’activité${quoted(after.activity)}`
      : `a retiré l’échéance de l’activité${quoted(after.activity)}`,
  'raci.document_added': (after) => `a joint${quoted(after.fileName)} à l’activité${quoted(after.activity)}`,
  'raci.document_removed': (after, before) =>
    `a retiré${quoted(before.fileName)} de l’activité${quoted(after.activity)}`,
  'convention.commitments_proposed': (after) =>
    `a proposé l’article${quoted(after.title)} depuis la matrice des responsabilités`,
  'convention.commitments_reviewed': (after) =>
    `a vu l’écart entre la matrice des responsabilités et l’article${quoted(after.title)}`,
  'raci.answered': (after) =>
    `a répondu pour ${listed((after.actors as string[] | undefined) ?? [])} sur la matrice${after.onBehalf ? ', au nom d’une partie sans compte' : ''}\u00a0: ${[
      count(after.accepted) > 0 && counted(count(after.accepted), 'case acceptée', 'cases acceptées'),
      count(after.objected) > 0 && counted(count(after.objected), 'objection'),
    ]
      .filter(Boolean)
      .join(', ')}`,
  'raci.answers_withdrawn': (after) =>
    `a retiré ${counted(count(after.withdrawn), 'réponse')} de ${listed((after.actors as string[] | undefined) ?? [])} sur la matrice`,
  'raci.agreement_asked': (after) =>
    `a demandé l’accord de ${listed((after.actors as string[] | undefined) ?? [])} sur la matrice`,
  'raci.frozen': (after) =>
    `a figé la version n°\u00a0${count(after.number)} de la matrice des responsabilités${quoted(after.note)}`,
  'raci.row_added': (after) =>
    `a ajouté l’activité${quoted(after.activity)} à la matrice (${text(after.phase)})`,
  'raci.row_renamed': (after, before) =>
    `a renommé l’activité${quoted(before.activity)} en${quoted(after.activity)}`,
  'raci.row_moved': (after, before) =>
    after.phase === before.phase
      ? `a déplacé l’activité${quoted(after.activity)} dans la matrice`
      : `a déplacé l’activité${quoted(after.activity)} de la phase${quoted(before.phase)} à la phase${quoted(after.phase)}`,
  'raci.row_split': (after, before) =>
    `a dédoublé l’activité${quoted(before.activity)}, la copie s’appelle${quoted(after.activity)}`,
  'raci.row_removed': (_, before) =>
    `a retiré l’activité${quoted(before.activity)} de la matrice${lettersGone(before.letters)}`,
  'raci.column_added': (after) =>
    `a ajouté la colonne${quoted(after.actor)} à la matrice${text(after.within) ? `, dans${quoted(after.within)}` : ''}`,
  'raci.column_renamed': (after, before) =>
    before.actor === after.actor
      ? `a changé l’abréviation de la colonne${quoted(after.actor)}`
      : `a renommé la colonne${quoted(before.actor)} en${quoted(after.actor)}`,
  'raci.column_moved': (after) => `a déplacé la colonne${quoted(after.actor)} de la matrice`,
  'raci.column_split': (after, before) =>
    `a dédoublé la colonne${quoted(before.actor)}, la copie s’appelle${quoted(after.actor)}`,
  'raci.column_divided': (after, before) =>
    `a réparti la colonne${quoted(before.actor)} entre ${listed(names(after.actors))}`,
  'raci.column_removed': (_, before) =>
    `a retiré la colonne${quoted(before.actor)} de la matrice${lettersGone(before.letters)}`,
  'raci.person_replaced': (after, before) =>
    `a nommé${quoted(after.actor)} à la place de${quoted(before.actor)} dans la matrice`,
  'raci.hidden': (after) => `a masqué dans la matrice ${linesAndColumns(after)}`,
  'raci.shown': (after) => `a affiché de nouveau dans la matrice ${linesAndColumns(after)}`,

  'experience.created': 'a ouvert la fiche de retour d’expérience',
  'experience.edited': 'a modifié la fiche',
  'experience.published': 'a publié la fiche',
  'experience.unpublished': 'a retiré la fiche de la publication',

  'aaf.request_created': (after) =>
    `a demandé l’accrochage de ${counted(count(after.schools), 'école')} à l’AAF`,
  'aaf.requested': 'a demandé l’accrochage à l’AAF',
  'aaf.checked': 'a validé la vérification de la demande',
  'aaf.test_started': 'a mis l’école en test',
  'aaf.attached': 'a accroché l’école à l’AAF',
  'aaf.rejected': (after) => `a refusé la demande${why(after)}`,
  'aaf.suspended': (after) => `a suspendu l’accrochage${why(after)}`,
  'aaf.resumed': 'a repris l’accrochage',
  'aaf.detached': (after) => `a décroché l’école de l’AAF${why(after)}`,
  'aaf.cancelled': (after) => `a annulé la demande${why(after)}`,

  'token.created': (after) => `a créé le jeton d’accès${quoted(after.name)}`,
  'token.revoked': (after) => `a révoqué le jeton d’accès${quoted(after.name)}`,
  'organisation.created': 'a créé l’organisation',
  'organisation.renamed': 'a renommé l’organisation',
  'organisation.mandate_given': (after) => `a donné mandat pour${quoted(after.authority)}`,
  'organisation.mandate_ended': (_, before) => `a mis fin au mandat pour${quoted(before.authority)}`,
  'authority.created': 'a inscrit la collectivité',
  'membership.granted': 'a donné ce rôle',
  'membership.changed': 'a modifié la qualité ou les dates du rôle',
  'membership.ended': 'a mis fin au rôle',
  'membership.delegation_granted': (after) => `a enregistré la délégation${quoted(after.reference)}`,
  'membership.delegation_revoked': (_, before) => `a révoqué la délégation${quoted(before.reference)}`,
  'academy.settings_changed': 'a modifié les réglages de l’académie',
  'published.entered': (after) =>
    `a enregistré le chiffre publié${quoted(after.figure)}${text(after.file) ? `, du fichier${quoted(after.file)}` : ''}`,
  'published.corrected': (after) => `a corrigé le chiffre publié${quoted(after.figure)}${why(after)}`,
  'published.withdrawn': (after, before) => `a retiré le chiffre publié${quoted(before.figure)}${why(after)}`,

  'inventory.declared': (after) => `a déclaré la solution${quoted(after.product)}`,
  'inventory.corrected': (after) => `a corrigé ce qui est dit de la solution${quoted(after.product)}`,
  'inventory.ended': (after) => `a mis fin à l’usage de la solution${quoted(after.product)}`,
  'inventory.withdrawn': (_, before) => `a retiré une déclaration de la solution${quoted(before.product)}`,
  'inventory.imported': (after) =>
    `a importé des solutions utilisées (${counted(count(after.created), 'nouvelle ligne', 'nouvelles lignes')}, ${counted(count(after.changed), 'ligne corrigée', 'lignes corrigées')})`,
  'sector.linked': 'a rattaché une école à son collège de secteur',
  'sector.corrected': 'a corrigé un rattachement à un collège de secteur',
  'sector.ended': (after) => `a mis fin à un rattachement à un collège de secteur${why(after)}`,
  'sector.withdrawn': 'a retiré un rattachement à un collège de secteur',
  'sector.imported': (after) =>
    `a importé des collèges de secteur (${counted(count(after.created), 'nouveau rattachement', 'nouveaux rattachements')}, ${counted(count(after.changed), 'corrigé')})`,
  'objective.set': (after) => `a fixé un objectif pour${quoted(after.territory)} (${text(after.targetRate)})`,
  'objective.revised': (after) => `a modifié l’objectif pour${quoted(after.territory)}${why(after)}`,
  'objective.closed': (after) => `a clos l’objectif pour${quoted(after.territory)}${why(after)}`,
  'product.created': 'a ajouté la solution au catalogue',
  'product.updated': 'a modifié la solution',

  'alert.reminded': (after) =>
    `a rappelé${quoted(after.alert)} à ${Array.isArray(after.recipients) ? listed(after.recipients.map(text), 4) : 'qui de droit'}`,
  'mail.resent': (after) => `a renvoyé le courriel${quoted(after.subject)} à ${text(after.to)}`,
  'mail.preference_set': (after) =>
    `a réglé ses courriels «\u00a0${text(after.family)}\u00a0» sur «\u00a0${text(after.rhythm)}\u00a0»`,
  'mail.unsubscribed': (after) => `s’est désabonné des courriels «\u00a0${text(after.family)}\u00a0»`,
  'calendar.feed_created': 'a créé l’adresse secrète de son agenda',
  'calendar.feed_revoked': 'a révoqué l’adresse secrète de son agenda',

  'template.derived': (after) => `a ouvert le modèle${quoted(after.name)} à partir de${quoted(after.base)}`,
  'template.edited': 'a modifié le modèle en préparation',
  'template.published': (after) => `a publié la version ${count(after.number)} du modèle`,
  'template.retired': 'a retiré le modèle : il ne sert plus aux nouvelles conventions',
  'template.restored': 'a remis le modèle en service',
  'clause.published': (after) =>
    `a publié la version ${count(after.number)} de la clause${quoted(after.title)}`,
  'clause.taken_over': (after) => `a repris le texte national de la clause${quoted(after.title)}`,
  'convention.deviation_explained': (after) =>
    `a motivé l’écart au modèle${quoted(after.article)}${why(after)}`,
  'convention.deviation_reverted': (after) => `a rétabli le texte du modèle${quoted(after.article)}`,
  'convention.board_act_entered': (after) =>
    after.waiverReason
      ? 'a indiqué pourquoi aucun acte du conseil d’administration n’est nécessaire'
      : `a saisi l’acte du conseil d’administration${quoted(after.actNumber)}`,
  'convention.companion_opened': (after) =>
    `a ouvert le contrat de sous-traitance de la convention ${text(after.parent)}`,
  'convention.companion_signed': (after) =>
    `a reporté la référence du contrat de sous-traitance${quoted(after.reference)}`,

  'convention.created': 'a ouvert la rédaction de la convention',
  'convention.edited': (after) =>
    after.schools
      ? `a repris l’annexe des écoles (${schoolsMoved(factsIn(after.schools))})`
      : 'a modifié l’identité ou la durée de la convention',
  'convention.article_edited': (after) => `a modifié l’article${quoted(after.title ?? after.key)}`,
  'convention.fields_edited': 'a renseigné des champs du texte',
  'convention.opinion_given': (after) => `a rendu ${opinionName(after)}`,
  'convention.opinion_confirmed': (after) => `a confirmé ${opinionName(after)} sur le texte modifié`,
  'convention.opinion_asked': (after) => `a demandé ${opinionName(after)}`,
  'convention.opinion_request_withdrawn': (after) => `a retiré la demande portant sur ${opinionName(after)}`,
  'convention.opinion_prolonged': (after) => `a prolongé le délai pour ${opinionName(after)}${why(after)}`,
  'convention.reservation_reaction': (after) =>
    after.reaction === 'maintained'
      ? 'a maintenu une réserve malgré la réponse'
      : 'a accepté la réponse à une réserve',
  'convention.expert_invited': (after) => `a invité${quoted(after.name)} à donner son avis par un lien`,
  'convention.expert_link_revoked': (after) => `a révoqué le lien envoyé à${quoted(after.name)}`,
  'convention.comment_added': (after) =>
    after.reply ? 'a répondu à un commentaire' : `a commenté${quoted(after.on)}`,
  'convention.comment_edited': 'a corrigé son commentaire',
  'convention.comment_deleted': 'a retiré un commentaire',
  'convention.comment_resolved': 'a marqué un commentaire comme résolu',
  'convention.comment_reopened': 'a rouvert un commentaire',
  'convention.field_opened': (after) => `a ouvert${quoted(after.on)} à la correction de l’autre partie`,
  'convention.field_closed': (after) => `a refermé${quoted(after.on)}`,
  'convention.correction_proposed': (after) => `a proposé une correction de${quoted(after.on)}`,
  'convention.correction_accepted': (after) => `a accepté la correction de${quoted(after.on)}`,
  'convention.correction_refused': (after) => `a refusé la correction de${quoted(after.on)}${why(after)}`,
  'convention.withdrawn': (after) => `a retiré le texte de la signature${why(after)}`,
  'convention.duplicated': (after) => `a créé ce brouillon à partir de la convention${quoted(after.source)}`,
  'convention.resumed_as_draft': (after) =>
    `a repris en brouillon le projet abandonné${quoted(after.source)}`,
  'convention.reservation_answered': (after) => `a répondu à une réserve${quoted(after.answer)}`,
  'convention.deliberation_entered': (after) =>
    after.waiverReason
      ? 'a indiqué pourquoi aucune délibération n’est nécessaire'
      : `a saisi la délibération${quoted(after.number)}`,
  'convention.signature_code_sent': 'a demandé un code de signature',
  'convention.submitted': 'a soumis le projet de convention à l’examen de l’académie',
  'convention.returned_to_draft': (after) => `a renvoyé la convention en rédaction${why(after)}`,
  'convention.sent_to_partner': 'a envoyé la convention en relecture à la collectivité',
  'convention.changes_requested': (after) => `a demandé des modifications${why(after)}`,
  'convention.text_accepted': 'a accepté le texte',
  'convention.ready_to_sign': 'a déclaré la convention prête à signer',
  'convention.text_reopened': (after) => `a rouvert le texte${why(after)}`,
  'convention.signed_by_party': 'a signé la convention',
  'convention.approved_in_circuit': 'a validé le document dans le circuit de signature',
  'convention.refused_in_circuit': (after) => `a refusé de valider le document à signer${why(after)}`,
  'convention.deposit_received': (after) =>
    `a déposé un document signé hors de l’application${quoted(after.file)}`,
  'convention.deposit_confirmed': (after) =>
    `a confirmé les signatures d’un document déposé${quoted(after.file)}`,
  'convention.deposit_rejected': (after) => `a écarté un document signé déposé${why(after)}`,
  'convention.circuit_changed': 'a modifié le circuit de signature',
  'convention.sealed': (after) =>
    `a scellé la convention, signée par toutes les parties${after.selfSigned ? ' (cachet de démonstration, auto-signé)' : ''}`,
  'convention.entered_into_force': 'a constaté l’entrée en vigueur de la convention',
  'convention.suspended': (after) => `a suspendu la convention${why(after)}`,
  'convention.resumed': 'a levé la suspension de la convention',
  'convention.terminated': (after) => `a résilié la convention${why(after)}`,
  'convention.expired': 'a constaté la fin de la convention',
  'convention.renewed': 'a constaté le renouvellement de la convention',
  'convention.archived': 'a archivé la convention',
  'convention.notice_given': (after) =>
    `a notifié la résiliation${isIsoDate(text(after.terminatesOn)) ? `, qui prend effet le ${longDate(text(after.terminatesOn))}` : ''}${why(after)}`,
  'convention.notice_withdrawn': (after) => `a retiré la résiliation notifiée${why(after)}`,
  'convention.amendment_opened': (after) =>
    `a ouvert l’avenant${quoted(after.number)} (${text(after.summary)})`,
  'convention.amended': (after) => `a appliqué l’avenant${quoted(after.number)} (${text(after.summary)})`,
  'amendment.created': (after) => `a ouvert la rédaction de l’avenant (${text(after.summary)})`,
  'amendment.changes_edited': (after) => `a revu ce que l’avenant modifie (${text(after.summary)})`,
  'amendment.taken_over': (after) => `a repris un avenant signé ailleurs (${text(after.summary)})`,
  'amendment.followed_end': 'a constaté la fin de l’avenant avec celle de sa convention',
  'project.product_changed': (after) => `a changé la solution du projet par l’avenant${quoted(after.number)}`,
  'reversibility.opened': (after) =>
    `a ouvert le plan de réversibilité (${counted(count(after.tasks), 'tâche')})`,
  'reversibility.task_done': (after) => `a achevé la tâche de réversibilité${quoted(after.task)}`,
  'reversibility.task_reopened': (after) => `a rouvert la tâche de réversibilité${quoted(after.task)}`,
  'reversibility.task_planned': (after) => `a modifié la tâche de réversibilité${quoted(after.task)}`,
  'convention.renewal_proposed': (after) =>
    `a proposé d’examiner le renouvellement, ${String(after.months ?? '')} mois avant le terme`,
  'convention.renewal_accepted': (after) => `a accepté le renouvellement${quoted(after.successor)}`,
  'convention.renewal_postponed': (after) =>
    `a reporté l’examen du renouvellement${isIsoDate(text(after.postponedUntil)) ? ` au ${longDate(text(after.postponedUntil))}` : ''}`,
  'convention.renewal_refused': (after) => `a écarté le renouvellement${why(after)}`,
  'convention.renewed_tacitly': (after) =>
    `a constaté la reconduction tacite${isIsoDate(text(after.endsOn)) ? ` jusqu’au ${longDate(text(after.endsOn))}` : ''}`,
  'convention.denounced': (after) => `a enregistré le refus de la reconduction tacite${why(after)}`,
  'convention.hold_set': (after) => `a suspendu toute élimination${why(after)}`,
  'convention.hold_lifted': 'a levé la suspension des éliminations',
  'elimination.proposed': (after) =>
    `a établi une liste d’élimination (${counted(count(after.items), 'document')})`,
  'elimination.approved': (after) => `a approuvé la liste d’élimination${quoted(after.visaReference)}`,
  'elimination.executed': (after) =>
    `a donné la seconde approbation : ${counted(count(after.items), 'document éliminé', 'documents éliminés')}`,
  'elimination.withdrawn': (after) => `a retiré la liste d’élimination${why(after)}`,
  'convention.abandoned': (after) => `a abandonné le projet de convention${why(after)}`,
};

/** The verb phrase of a row: « a créé le projet ». */
export function sentenceOf(row: JournalRow): string {
  const sentence = sentences[row.action];
  if (sentence === undefined) return `a fait l’acte «\u00a0${row.action}\u00a0»`;
  return typeof sentence === 'string' ? sentence : sentence(factsIn(row.after), factsIn(row.before));
}
