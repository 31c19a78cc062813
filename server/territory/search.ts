/**
 * How names are compared: lower case, no accents, ligatures opened, every other sign a space, « St » read as
 * « Saint ». Used for the stored search texts and for what people type, so both always agree.
 */
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };
const SAINTS: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  sts: 'saints',
  stes: 'saintes',
};

/** « L’Haÿ-les-Roses » → « l hay les roses », « St-Ouen » → « saint ouen ». */
export function searchable(text: string): string {
  let plain = '';
  let open = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= LATIN.length) return saints(plainSlowly(text));
    const letter = LATIN[code] as string;
    if (letter === ' ') {
      if (plain !== '') open = true;
    } else {
      plain += open ? ` ${letter}` : letter;
      open = false;
    }
  }
  return saints(plain);
}

/** The same rule said plainly, for any script. */
function plainSlowly(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mark}+/gu, '')
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** What each Latin letter becomes; a directory has a million of them to read. */
const LATIN = Array.from({ length: 0x180 }, (_, code) => plainSlowly(String.fromCharCode(code)) || ' ');

/** « Saint » opens a name; a last « st » is somebody's initials or an unfinished word. */
function saints(plain: string): string {
  if (!plain.includes('st')) return plain;
  return plain.replace(/(?<![^ ])(?:st|ste|sts|stes)(?= )/g, (short) => SAINTS[short] ?? short);
}

const KIND_WORDS =
  /^(?:commune|ville|mairie|departement|conseil departemental|region|conseil regional|communaute (?:de communes|d agglomeration|urbaine)|cc|ca|cu|ept|etablissement public territorial)(?: (?:de la|de l|de|du|des|d))? (?=.)/;

/**
 * What a person types to find a collectivité, without the words of its kind: « commune d’Argenteuil » and
 * « Argenteuil » look for the same name.
 */
export function authorityQuery(text: string): string {
  return searchable(text).replace(KIND_WORDS, '');
}
