/** What differs in wording between the two degrees. Articles are written once, with these words. */
export type Words = {
  degree: 'primary' | 'secondary';
  degreeName: string;
  school: string;
  schools: string;
  aSchool: string;
  theSchool: string;
  ofTheSchool: string;
  eachSchool: string;
  thisSchool: string;
  /** Feminine agreement with « école ». */
  e: string;
  /** « Aucune école », « aucun établissement ». */
  noSchool: string;
  theHead: string;
  theHeads: string;
  ofTheHeads: string;
  heads: string;
  council: string;
  registry: string;
  /** Who supports the teams on the spot: « assuré par … », « avec le concours … ». */
  proximity: string;
  ofProximity: string;
  /** Who decides for the State in an emergency. */
  stateAuthority: string;
};

export const primaryWords: Words = {
  degree: 'primary',
  degreeName: 'premier degré',
  school: 'école',
  schools: 'écoles',
  aSchool: 'une école',
  theSchool: 'l’école',
  ofTheSchool: 'de l’école',
  eachSchool: 'chaque école',
  thisSchool: 'cette école',
  e: 'e',
  noSchool: 'aucune école',
  theHead: 'le directeur d’école',
  theHeads: 'les directeurs d’école',
  ofTheHeads: 'des directeurs d’école',
  heads: 'directeurs d’école',
  council: 'le conseil d’école',
  registry: 'ONDE',
  proximity:
    'les inspecteurs de l’éducation nationale chargés de circonscription et les enseignants référents pour les usages du numérique',
  ofProximity:
    'des inspecteurs de l’éducation nationale chargés de circonscription et des enseignants référents pour les usages du numérique',
  stateAuthority: 'le directeur académique des services de l’éducation nationale',
};

export const secondaryWords: Words = {
  degree: 'secondary',
  degreeName: 'second degré',
  school: 'établissement',
  schools: 'établissements',
  aSchool: 'un établissement',
  theSchool: 'l’établissement',
  ofTheSchool: 'de l’établissement',
  eachSchool: 'chaque établissement',
  thisSchool: 'cet établissement',
  e: '',
  noSchool: 'aucun établissement',
  theHead: 'le chef d’établissement',
  theHeads: 'les chefs d’établissement',
  ofTheHeads: 'des chefs d’établissement',
  heads: 'chefs d’établissement',
  council: 'le conseil d’administration',
  registry: 'SIECLE',
  proximity: 'les corps d’inspection et les référents pour les ressources et usages pédagogiques numériques',
  ofProximity:
    'des corps d’inspection et des référents pour les ressources et usages pédagogiques numériques',
  stateAuthority: 'le recteur d’académie',
};

/** The same words at the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Paragraphs, separated as a content wants them. */
export function paragraphs(...blocks: string[]): string {
  return blocks.join('\n\n');
}

/** Lines of a list; put after its introduction by a line feed. */
export function list(introduction: string, ...items: string[]): string {
  return [
    introduction,
    ...items.map((item, index) => `- ${item}${index === items.length - 1 ? '.' : ' ;'}`),
  ].join('\n');
}
