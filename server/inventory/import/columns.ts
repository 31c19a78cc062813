import { searchable } from '@/server/territory/search';

/** What a column of a file holds, for each kind of file; '' when it is left aside. */
export const toolUses = {
  uai: 'L’UAI de l’école',
  commune: 'La commune (code INSEE ou nom)',
  department: 'Le département',
  product: 'La solution',
  uses: 'Les usages',
  payer: 'Qui paie',
  payerAuthority: 'La collectivité qui paie',
  sinceOn: 'Depuis',
  untilOn: 'Jusqu’au',
  trust: 'Le cadre de confiance',
  trustProof: 'Ce qui le prouve',
  throughEnt: 'Accessible par l’ENT',
  source: 'La source',
  sourceOn: 'La date de la source',
  note: 'Une remarque',
} as const;

export const sectorUses = {
  uai: 'L’UAI de l’école',
  college: 'L’UAI du collège de secteur',
  sinceOn: 'Depuis',
  untilOn: 'Jusqu’au',
  source: 'La source',
  sourceOn: 'La date de la source',
} as const;

export type Target = 'tools' | 'sectors';
export const usesOf = { tools: toolUses, sectors: sectorUses } as const satisfies Record<
  Target,
  Record<string, string>
>;
export type ColumnUse = keyof typeof toolUses | keyof typeof sectorUses | '';

const heads: Record<Exclude<ColumnUse, ''>, readonly string[]> = {
  uai: ['uai', 'rne', 'code uai', 'uai ecole', 'uai de l ecole', 'numero uai', 'code rne', 'ecole uai'],
  college: ['college', 'uai college', 'uai du college', 'college de secteur', 'uai college de secteur'],
  commune: ['commune', 'ville', 'code insee', 'insee', 'code commune', 'nom de la commune'],
  department: ['departement', 'dept', 'code departement'],
  product: ['solution', 'produit', 'outil', 'logiciel', 'ent', 'application', 'nom de la solution'],
  uses: ['usages', 'usage', 'fonctions', 'services', 'utilisation'],
  payer: ['payeur', 'qui paie', 'financeur', 'financement', 'paye par', 'paiement'],
  payerAuthority: ['collectivite', 'collectivite payeuse', 'collectivite qui paie', 'nom du payeur'],
  sinceOn: ['depuis', 'depuis le', 'debut', 'date de debut', 'date debut', 'mise en service'],
  untilOn: ['jusqu au', 'jusque', 'fin', 'date de fin', 'date fin', 'dernier jour'],
  trust: ['cadre de confiance', 'confiance', 'cadre', 'rgpd'],
  trustProof: ['preuve', 'justificatif', 'preuve du cadre de confiance', 'ce qui le prouve'],
  throughEnt: [
    'par l ent',
    'accessible par l ent',
    'acces par l ent',
    'dans l ent',
    'via l ent',
    'connecteur',
  ],
  source: ['source', 'origine', 'provenance', 'source de l information'],
  sourceOn: ['date de la source', 'date source', 'date de l information', 'releve le', 'date du releve'],
  note: ['remarque', 'remarques', 'note', 'notes', 'observation', 'observations', 'commentaire'],
};

/** What each column holds, by its head; each use is given once, to the first column that claims it. */
export function recogniseColumns(columnHeads: readonly string[], target: Target): ColumnUse[] {
  const taken = new Set<ColumnUse>();
  return columnHeads.map((head): ColumnUse => {
    const plain = searchable(head);
    const use = (Object.keys(usesOf[target]) as Exclude<ColumnUse, ''>[]).find(
      (one) =>
        heads[one].includes(plain) ||
        searchable((usesOf[target] as Record<string, string>)[one] ?? '') === plain,
    );
    if (!use || taken.has(use)) return '';
    taken.add(use);
    return use;
  });
}

/** How many heads of a line are known, for finding the line of the heads. */
export const knownHeads = (columnHeads: readonly string[], target: Target): number =>
  recogniseColumns(columnHeads, target).filter((use) => use !== '').length;

/** The columns as said by somebody, one for each head; what is not a use of this kind of file is refused. */
export function columnsRefusal(columns: readonly string[], target: Target): string | null {
  const known: Record<string, string> = usesOf[target];
  if (columns.some((use) => use !== '' && !(use in known))) return 'Une colonne ne peut pas porter cela.';
  if (columns.some((use, index) => use !== '' && columns.indexOf(use) !== index))
    return 'Deux colonnes ne peuvent pas porter la même chose\u00a0: laissez l’une de côté.';
  if (target === 'sectors') {
    if (!columns.includes('uai') || !columns.includes('college'))
      return 'Dites quelle colonne porte l’UAI de l’école, et laquelle celui du collège.';
    return null;
  }
  if (!columns.includes('uai') && !columns.includes('commune'))
    return 'Dites quelle colonne porte l’UAI de l’école, ou la commune.';
  if (!columns.includes('product')) return 'Dites quelle colonne porte la solution.';
  return null;
}
