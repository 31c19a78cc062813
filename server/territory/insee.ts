/**
 * INSEE codes are text: « 01004 » and « 2A004 » are not numbers. A commune has five characters, a
 * département two or three.
 */
const COMMUNE = /^(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d|98\d)\d{2,3}$/;
const DEPARTMENT = /^(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-8]|98[4-9])$/;

/** A commune code as it is stored: capitals, no spaces. Does not check it. */
export function normaliseCommune(input: string): string {
  return input.replace(/[\s\u00a0\u202f\ufeff]/g, '').toUpperCase();
}

/** True for a code with the shape of a commune code (existence is for the reference table to say). */
export function isCommuneCode(input: string): boolean {
  const code = normaliseCommune(input);
  return code.length === 5 && COMMUNE.test(code);
}

/** Département of a commune code, or null when the code is not one. */
export function departmentOfCommune(input: string): string | null {
  const code = normaliseCommune(input);
  if (!isCommuneCode(code)) return null;
  return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2);
}

/**
 * Département code from what files really contain: « 078 », « 78 », and « 7 » when a spreadsheet took the
 * zero away, « 02A », « 2a », « 971 ». Null when it is none.
 */
export function normaliseDepartment(input: string): string | null {
  const raw = normaliseCommune(input);
  const code = /^0\d{2}$|^02[AB]$/.test(raw) ? raw.slice(1) : raw.length === 1 ? `0${raw}` : raw;
  return DEPARTMENT.test(code) ? code : null;
}
