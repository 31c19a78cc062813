/** French articles and elisions of place names, from the liaison code (TNCC) of the official geographic code. */

/** The typographic apostrophe and single spaces of a name as people read it. */
export function frenchName(name: string): string {
  return name.replaceAll("'", '’').replace(/\s+/g, ' ').trim();
}

/** « de » before a name by liaison code: none, vowel or mute h, le, la, les, l’, aux, las, los. */
const OF = ['de ', 'd’', 'du ', 'de la ', 'des ', 'de l’', 'des ', 'de las ', 'de los '] as const;
/** The article that the name of a commune already carries, by liaison code. */
const ARTICLE = ['', '', 'Le ', 'La ', 'Les ', 'L’', 'Aux ', 'Las ', 'Los '] as const;

/**
 * « d’Argenteuil », « du Havre », « des Ulis », « de La Rochelle », « de L’Haÿ-les-Roses »,
 * « d’Hirson » but « de Holnon », as the official code says. A name's own article keeps its capital unless it is contracted.
 */
export function communeOf(rawName: string, liaison: number): string {
  const name = frenchName(rawName);
  const article = ARTICLE[liaison] ?? '';
  if (article && !name.startsWith(article)) return `de ${name}`;
  if (liaison === 2 || liaison === 4 || liaison === 6) return `${OF[liaison]}${name.slice(article.length)}`;
  return `${liaison === 1 ? 'd’' : 'de '}${name}`;
}

/**
 * « Département du Val-d’Oise », « Département de l’Ain »; Mayotte is a département-région. Names of two rivers
 * and Vaucluse take no article in use (« de Tarn-et-Garonne »), though the official code gives them one.
 */
export function departmentName(code: string, name: string, liaison: number): string {
  const kind = code === '976' ? 'Département-Région' : 'Département';
  const bare = liaison === 2 && (name.includes('-et-') || code === '84');
  return `${kind} ${bare ? 'de ' : (OF[liaison] ?? 'de ')}${frenchName(name)}`;
}

const GROUP_KINDS: Readonly<Record<string, string>> = {
  CC: 'Communauté de communes',
  CA: 'Communauté d’agglomération',
  CU: 'Communauté urbaine',
};

/** The full name of an EPCI, whose official label shortens its kind (« CA Val Parisis »). */
export function groupName(label: string, kind: 'epci' | 'ept'): string {
  const name = frenchName(label);
  if (kind === 'ept') return `Établissement public territorial ${name}`;
  return name.replace(/^(CC|CA|CU)(?= )/, (short) => GROUP_KINDS[short] ?? short);
}
