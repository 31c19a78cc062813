/** The French words that sentences made by the server need: counts, agreement, lists. */
const numbers = new Intl.NumberFormat('fr-FR');
const decimals = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const lists = new Intl.ListFormat('fr-FR', { type: 'conjunction' });

/** « 59 591 »; with `digits` 1 a decimal is kept: « 12,5 ». */
export function number(value: number, digits: 0 | 1 = 0): string {
  return (digits === 0 ? numbers : decimals).format(value);
}

/** A ratio in percent, one decimal at most: « 20,3 % » for 0.203. */
export function percent(ratio: number): string {
  return `${decimals.format(ratio * 100)}\u00a0%`;
}

/** Count and word, agreed and kept on one line: « 1 école », « 2 300 écoles ». French is plural from 2 on. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)}\u00a0${count >= 2 ? many : one}`;
}

/** A name after « de »: « du recteur », « de la maire », « d’Andréa Lebrun », « de Maxime Dupré ». */
export function afterDe(name: string): string {
  const [, article = '', rest = ''] = /^(les? |la |l[’'])(.*)$/iu.exec(name) ?? [];
  switch (article.toLowerCase()) {
    case 'le ':
      return `du ${rest}`;
    case 'les ':
      return `des ${rest}`;
    case '':
      return /^[aeiouyàâéèêëîïôöùû]/iu.test(name) ? `d’${name}` : `de ${name}`;
    default:
      return `de ${article.toLowerCase()}${rest}`;
  }
}

/** The word alone, agreed with the count. */
export function agreed(count: number, one: string, many = `${one}s`): string {
  return count >= 2 ? many : one;
}

/** « Sèvres, Meudon et Chaville »; beyond `max` names the rest is counted: « Sèvres, Meudon et 3 autres ». */
export function listed(items: readonly string[], max = 5): string {
  if (items.length <= max) return lists.format(items);
  const rest = items.length - max + 1;
  return lists.format([...items.slice(0, max - 1), counted(rest, 'autre')]);
}
