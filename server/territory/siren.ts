/**
 * SIREN (9 digits) and SIRET (14 digits). Both carry a Luhn key; the establishments of La Poste, except its
 * head office, follow another rule: the sum of their digits is a multiple of five.
 */
const LA_POSTE = '356000000';
const LA_POSTE_HEAD_OFFICE = '35600000000048';

/** Digits only: drops spaces, dots and dashes, as numbers are usually printed in groups. Does not check. */
export function normaliseCompanyNumber(input: string): string {
  return input.replace(/[\s.\-\u00a0\u202f\ufeff]/g, '');
}

/** True when the digits satisfy the Luhn key. */
export function satisfiesLuhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  let sum = 0;
  for (let position = 0; position < digits.length; position += 1) {
    const digit = Number(digits[digits.length - 1 - position]);
    const doubled = position % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export type NumberCheck = { ok: true; value: string } | { ok: false; value: string; message: string };

/** Normalises then checks a SIREN. */
export function checkSiren(input: string): NumberCheck {
  const value = normaliseCompanyNumber(input);
  if (!/^\d{9}$/.test(value)) return { ok: false, value, message: 'Un SIREN comporte neuf chiffres.' };
  // Nine zeros satisfy the key but name nobody.
  if (value === '000000000' || !satisfiesLuhn(value)) {
    return {
      ok: false,
      value,
      message: `Le SIREN ${value} est inexact : sa clé de contrôle ne correspond pas.`,
    };
  }
  return { ok: true, value };
}

/** Normalises then checks a SIRET. A number that went through a spreadsheet (« 2,17003E+13 ») is refused. */
export function checkSiret(input: string): NumberCheck {
  const value = normaliseCompanyNumber(input);
  if (/e\+?\d+$/i.test(value)) {
    return {
      ok: false,
      value,
      message: 'Ce SIRET a été arrondi par un tableur : ses quatorze chiffres sont à reprendre à la source.',
    };
  }
  if (!/^\d{14}$/.test(value)) return { ok: false, value, message: 'Un SIRET comporte quatorze chiffres.' };
  const valid =
    value.startsWith(LA_POSTE) && value !== LA_POSTE_HEAD_OFFICE
      ? [...value].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0
      : value !== '00000000000000' && satisfiesLuhn(value);
  if (!valid) {
    return {
      ok: false,
      value,
      message: `Le SIRET ${value} est inexact : sa clé de contrôle ne correspond pas.`,
    };
  }
  return { ok: true, value };
}

/** True when the text is a SIREN with a right key. */
export function isSiren(input: string): boolean {
  return checkSiren(input).ok;
}

/** True when the text is a SIRET with a right key. */
export function isSiret(input: string): boolean {
  return checkSiret(input).ok;
}

/** SIREN of the legal person that holds this SIRET, or null when the SIRET is not valid. */
export function sirenOfSiret(siret: string): string | null {
  const check = checkSiret(siret);
  return check.ok ? check.value.slice(0, 9) : null;
}
