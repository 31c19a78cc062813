/** French names of the natures of schools, as written in tables and annexes. */
export const natureLabels: Record<string, string> = {
  maternelle: 'école maternelle',
  elementaire: 'école élémentaire',
  primaire: 'école primaire',
  ecole: 'école',
  college: 'collège',
  lycee: 'lycée',
  lycee_pro: 'lycée professionnel',
  erea: 'EREA',
  autre: 'autre établissement',
};

export const natureLabel = (nature: string) => natureLabels[nature] ?? nature;
