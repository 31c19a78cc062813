import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departmentOfCommune, isCommuneCode, normaliseDepartment } from './insee';
import { checkSiren, checkSiret, isSiren, isSiret, sirenOfSiret } from './siren';
import { checkUai, departmentFromUai, isUai, normaliseUai, parseUaiList, uaiCheckLetter } from './uai';

describe('UAI', () => {
  it.each(['0951099D', '0750654D', '0920131T', '0870003F'])('accepts %s', (uai) => {
    expect(checkUai(uai)).toEqual({ ok: true, uai });
  });

  it('refuses a wrong letter and names the right one', () => {
    expect(checkUai('0352143C')).toMatchObject({ ok: false, code: 'uai_letter' });
    const check = checkUai('0352143C');
    expect(check.ok ? '' : check.message).toContain(uaiCheckLetter('0352143'));
  });

  it.each(['', '951099D', '09510990', '0951099DD', 'O951099D', '0951099I '])('refuses %j', (uai) => {
    expect(isUai(uai)).toBe(false);
  });

  it('normalises spaces and case', () => {
    expect(normaliseUai(' 095 1099\u00a0d ')).toBe('0951099D');
    expect(isUai('0951099d')).toBe(true);
  });

  it('finds one and only one letter for seven digits, and notices one wrong digit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.nat({ max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (n, at, shift) => {
          const digits = String(n).padStart(7, '0');
          const uai = `${digits}${uaiCheckLetter(digits)}`;
          expect(isUai(uai)).toBe(true);
          // 23 is prime and divides no d × 10^k for 1 ≤ d ≤ 9: a single wrong digit is always seen.
          const wrong = (Number(digits[at]) + shift) % 10;
          expect(isUai(`${digits.slice(0, at)}${wrong}${uai.slice(at + 1)}`)).toBe(false);
        },
      ),
    );
  });

  it.each([
    ['0951099D', '95'],
    ['6200001G', '2A'],
    ['7200001X', '2B'],
    ['9710001Y', '971'],
    ['0010001A', '01'],
    ['1230001A', null],
    ['nonsense', null],
  ])('reads the département of %s as %s', (uai, department) => {
    expect(departmentFromUai(uai)).toBe(department);
  });

  it('reads a pasted list once per UAI, with its line', () => {
    const list = parseUaiList('0951099D, 0750654d\r\n\n0951099D\n0352143C');
    expect(list.map((entry) => [entry.line, entry.check.uai, entry.check.ok])).toEqual([
      [1, '0951099D', true],
      [1, '0750654D', true],
      [4, '0352143C', false],
    ]);
  });

  const directory = new URL('../../../shared/data/annuaire-versailles.csv', import.meta.url);
  it('agrees with every code of a real directory when one is at hand', () => {
    if (!existsSync(directory)) return;
    const rows = readFileSync(directory, 'utf8')
      .split('\n')
      .slice(1)
      .filter((row) => row !== '');
    const wrong = rows.map((row) => row.split(';')[0] ?? '').filter((uai) => !isUai(uai));
    expect(rows.length).toBeGreaterThan(1000);
    expect(wrong).toEqual([]);
  });
});

describe('SIREN and SIRET', () => {
  it.each(['217500016', '732829320', '356000000', '732 829 320'])('accepts the SIREN %s', (siren) => {
    expect(isSiren(siren)).toBe(true);
  });

  it.each(['217500017', '000000000', '12345678', '21750001A', ''])('refuses the SIREN %j', (siren) => {
    const check = checkSiren(siren);
    expect(check.ok).toBe(false);
    expect(check.ok ? '' : check.message).not.toBe('');
  });

  it('accepts ordinary establishments, those of La Poste and its head office', () => {
    expect(isSiret('73282932000074')).toBe(true);
    expect(isSiret('35600000049837')).toBe(true);
    expect(isSiret('35600000000048')).toBe(true);
  });

  it('refuses a wrong key, La Poste included', () => {
    expect(isSiret('73282932000075')).toBe(false);
    expect(isSiret('35600000049838')).toBe(false);
    expect(isSiret('00000000000000')).toBe(false);
  });

  it('says what a spreadsheet did to a SIRET', () => {
    const check = checkSiret('2,17003E+13');
    expect(check.ok ? '' : check.message).toContain('tableur');
  });

  it('gives the SIREN of a SIRET', () => {
    expect(sirenOfSiret('732 829 320 00074')).toBe('732829320');
    expect(sirenOfSiret('73282932000075')).toBeNull();
  });
});

describe('INSEE codes', () => {
  it.each(['01004', '2A004', '2b033', '75056', '97411', '98818'])('accepts the commune %s', (code) => {
    expect(isCommuneCode(code)).toBe(true);
  });

  it.each(['1004', '00123', '96001', '2C004', '750566', ''])('refuses the commune %j', (code) => {
    expect(isCommuneCode(code)).toBe(false);
  });

  it('knows the département of a commune', () => {
    expect(departmentOfCommune('95018')).toBe('95');
    expect(departmentOfCommune('2A004')).toBe('2A');
    expect(departmentOfCommune('97411')).toBe('974');
    expect(departmentOfCommune('nope')).toBeNull();
  });

  it.each([
    ['078', '78'],
    ['78', '78'],
    ['7', '07'],
    ['02A', '2A'],
    ['2b', '2B'],
    ['971', '971'],
    ['020', null],
    ['96', null],
    ['', null],
  ])('reads the département %j as %s', (input, code) => {
    expect(normaliseDepartment(input)).toBe(code);
  });
});
