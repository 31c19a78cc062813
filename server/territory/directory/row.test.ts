import { describe, expect, it } from 'vitest';
import { chooseDelimiter, FIELDS, type Field, missingColumns, recogniseColumns } from './columns';
import { EncodingDetector } from './encoding';
import { splitLine, UnreadableFile } from './records';
import { readRow, type SchoolFacts } from './row';

const base: Partial<Record<Field, string>> = {
  uai: '0951099D',
  name: 'Ecole élémentaire Les Tilleuls',
  type: 'Ecole',
  sector: 'Public',
  communeCode: '95018',
  communeName: 'Argenteuil',
  department: '095',
  state: 'OUVERT',
};

const read = (cells: Partial<Record<Field, string>>, clean = true) =>
  readRow(
    FIELDS.map((field) => ({ ...base, ...cells })[field] ?? ''),
    clean,
  );

function facts(cells: Partial<Record<Field, string>>, clean = true): SchoolFacts & { warnings: string[] } {
  const verdict = read(cells, clean);
  if (!('facts' in verdict)) throw new Error(verdict.refusal);
  return { ...verdict.facts, warnings: verdict.warnings };
}

const refusal = (cells: Partial<Record<Field, string>>) => {
  const verdict = read(cells);
  return 'facts' in verdict ? null : verdict.refusal;
};

describe('columns', () => {
  it.each([
    ['Code postal', 'Code_postal'],
    ['CODE_POSTAL', 'code postal'],
  ])('takes %s for %s', (a, b) => {
    expect(recogniseColumns(['uai', a]).at.postalCode).toBe(recogniseColumns(['uai', b]).at.postalCode);
    expect(recogniseColumns(['uai', a]).at.postalCode).toBe(1);
  });

  it('knows the flag of several lines under both its names, and does without columns that went', () => {
    expect(recogniseColumns(['Identifiant_de_l_etablissement', 'multi_uai']).at.multi).toBe(1);
    expect(recogniseColumns(['numero_uai', 'etablissement_multi_lignes']).at.multiLines).toBe(1);
    expect(recogniseColumns(['numero_uai', 'appellation_officielle', 'Fiche_onisep']).at).toEqual({
      uai: 0,
      name: 1,
    });
  });

  it.each(['UAI;Nom', 'UAI,Nom', 'UAI\tNom', '"UAI";"Nom"'])('finds the delimiter of %j', (header) => {
    expect(chooseDelimiter((delimiter) => splitLine(header, delimiter)).columns.at).toEqual({
      uai: 0,
      name: 1,
    });
  });

  it('says what is missing', () => {
    expect(missingColumns(recogniseColumns(['Nom', 'Commune']))).toContain('l’UAI');
    expect(missingColumns(recogniseColumns(['UAI', 'Commune']))).toContain('le nom');
    expect(missingColumns(recogniseColumns(['UAI', 'Nom']))).toBeNull();
  });
});

describe('encoding', () => {
  const detect = (...pieces: Uint8Array[]) => {
    const detector = new EncodingDetector();
    for (const piece of pieces) detector.push(piece);
    return detector.end();
  };
  it('knows UTF-8 with and without mark, windows-1252, UTF-16 with and without mark', () => {
    expect(detect(Buffer.from('école'))).toBe('utf-8');
    expect(detect(Buffer.from('\ufeffécole'))).toBe('utf-8');
    expect(detect(Buffer.from('école', 'latin1'))).toBe('windows-1252');
    expect(detect(Buffer.from('\ufeffuai;nom;école', 'utf16le'))).toBe('utf-16le');
    expect(detect(Buffer.from('uai;nom;école', 'utf16le'))).toBe('utf-16le');
    expect(detect(Buffer.from('uai;nom;école', 'utf16le').swap16())).toBe('utf-16be');
  });

  it('is not misled by a letter cut between two pieces, nor by one at the very end', () => {
    const bytes = Buffer.from('collège');
    expect(detect(bytes.subarray(0, 5), bytes.subarray(5))).toBe('utf-8');
    expect(detect(bytes.subarray(0, 5))).toBe('windows-1252');
  });

  it.each([
    ['empty', new Uint8Array(0), /vide/],
    ['a workbook', Buffer.from('PK\u0003\u0004xl'), /xlsx/],
    ['a PDF', Buffer.from('%PDF-1.7'), /PDF/],
    ['bytes', Buffer.from([1, 2, 3, 0, 4, 200]), /octets nuls/],
  ])('refuses %s', (_what, bytes, why) => {
    expect(() => detect(bytes)).toThrow(UnreadableFile);
    expect(() => detect(bytes)).toThrow(why);
  });
});

describe('rows', () => {
  it('reads a plain line', () => {
    expect(facts({})).toMatchObject({
      uai: '0951099D',
      nature: 'elementaire',
      degree: 'primary',
      sector: 'public',
      departmentCode: '95',
      communeCode: '95018',
      state: 'open',
      warnings: [],
    });
  });

  it.each([
    ['095', '95'],
    ['95', '95'],
  ])('reads the département %s', (department, code) => {
    expect(facts({ department }).departmentCode).toBe(code);
  });

  it('gives a spreadsheet’s codes their zero back', () => {
    expect(
      facts({ uai: '0070001T', department: '7', communeCode: '7019', postalCode: '7200' }),
    ).toMatchObject({
      departmentCode: '07',
      communeCode: '07019',
      postalCode: '07200',
      warnings: expect.any(Array),
    });
  });

  it('trusts the directory’s département over the prefix of the UAI', () => {
    expect(facts({ uai: '6200001G', department: '02A', communeCode: '2A004' }).departmentCode).toBe('2A');
    expect(facts({ uai: '9710001Y', department: '978', communeCode: '97801' }).departmentCode).toBe('978');
    expect(facts({ uai: '7200001N', department: '', communeCode: '' }).departmentCode).toBe('2B');
    expect(facts({ uai: '7200001N', department: '720', communeCode: '2B033' })).toMatchObject({
      departmentCode: '2B',
      warnings: [expect.stringContaining('«\u00a0720\u00a0» non reconnu')],
    });
  });

  it('keeps a line whose UAI has a wrong letter, with a warning, and refuses what is no UAI', () => {
    expect(facts({ uai: '0951099A' })).toMatchObject({
      uai: '0951099A',
      warnings: [expect.stringContaining('D est attendu')],
    });
    expect(facts({ uai: ' 095 1099d ' }).uai).toBe('0951099D');
    expect(refusal({ uai: '' })).toBe('L’UAI manque.');
    expect(refusal({ uai: '951099D' })).toContain('«\u00a0951099D\u00a0» n’est pas un UAI');
    expect(refusal({ uai: 'x'.repeat(400) })?.length).toBeLessThan(200);
  });

  it('takes a rounded SIRET for none, and says so; a missing one is no news', () => {
    expect(facts({ siret: '2,17003E+13' })).toMatchObject({
      siret: null,
      warnings: [expect.stringContaining('tableur')],
    });
    expect(facts({ siret: '' })).toMatchObject({ siret: null, warnings: [] });
    expect(facts({ siret: '21940034800195' })).toMatchObject({ siret: '21940034800195', warnings: [] });
  });

  it('accepts a line without sector or type', () => {
    expect(facts({ sector: '' })).toMatchObject({
      sector: null,
      warnings: [expect.stringContaining('Secteur')],
    });
    expect(facts({ type: '', name: 'Collège Jean Moulin' })).toMatchObject({
      nature: 'college',
      degree: 'secondary',
    });
    expect(facts({ type: '', name: 'Établissement' })).toMatchObject({ nature: 'autre' });
  });

  it.each([
    [{ nursery: '1', elementary: '1' }, 'primaire'],
    [{ nursery: '1', elementary: '0' }, 'maternelle'],
    [{ nursery: '0', elementary: '1' }, 'elementaire'],
    [{ name: 'Ecole primaire', natureCode: '151', natureLabel: 'ECOLE DE NIVEAU ELEMENTAIRE' }, 'primaire'],
    [{ name: 'Les Lilas', natureCode: '101' }, 'maternelle'],
    [{ name: 'Les Lilas', natureCode: '151' }, 'elementaire'],
    [{ name: 'Les Lilas' }, 'ecole'],
    [{ type: 'Collège' }, 'college'],
    [{ type: 'Lycée', name: 'Lycée Hoche' }, 'lycee'],
    [{ type: 'Lycée', name: 'Lycée professionnel Jean Perrin' }, 'lycee_pro'],
    [{ type: 'Lycée', natureCode: '320', name: 'Lycée Jean Perrin' }, 'lycee_pro'],
    [{ type: 'Lycée', natureCode: '306', name: 'LP et LGT réunis' }, 'lycee'],
    [{ type: 'EREA' }, 'erea'],
    [{ type: '', natureCode: '340', name: '' }, 'college'],
  ] as const)('reads %j as %s', (cells, nature) => {
    expect(facts({ ...cells }).nature).toBe(nature);
  });

  it('leaves services and centres aside', () => {
    expect(refusal({ type: 'Service Administratif' })).toContain('ni une école');
    expect(refusal({ type: 'Information et orientation' })).toContain('ni une école');
  });

  it.each([
    ['OUVERT', 'open'],
    ['A FERMER', 'closing'],
    ['À ouvrir', 'opening'],
    ['FERME', 'closed'],
    ['', 'open'],
  ])('reads the state %j as %s', (state, expected) => {
    expect(facts({ state }).state).toBe(expected);
  });

  it('reads coordinates with a point, a comma or in one cell, and leaves nonsense empty', () => {
    expect(facts({ latitude: '48.9', longitude: '2.2' })).toMatchObject({ latitude: 48.9, longitude: 2.2 });
    expect(facts({ latitude: '48,9', longitude: '2,2' })).toMatchObject({ latitude: 48.9, longitude: 2.2 });
    expect(facts({ position: '48.9, 2.2' })).toMatchObject({ latitude: 48.9, longitude: 2.2 });
    expect(facts({ latitude: '0', longitude: '0' })).toMatchObject({ latitude: null, warnings: [] });
    expect(facts({ latitude: '480', longitude: '2' })).toMatchObject({
      latitude: null,
      warnings: [expect.any(String)],
    });
  });

  it('reads dates as files write them', () => {
    expect(facts({ openedOn: '1965-05-01' }).openedOn).toBe('1965-05-01');
    expect(facts({ openedOn: '01/05/1965' }).openedOn).toBe('1965-05-01');
    expect(facts({ openedOn: '19650501' }).openedOn).toBe('1965-05-01');
    expect(facts({ openedOn: '1850-10-01T00:00:00+02:00' }).openedOn).toBe('1850-10-01');
    expect(facts({ openedOn: '01-05-1965' }).openedOn).toBe('1965-05-01');
    expect(facts({ openedOn: '1.5.1965 00:00' }).openedOn).toBe('1965-05-01');
    // What a spreadsheet makes of it: days since 1900.
    expect(facts({ openedOn: '23863' }).openedOn).toBe('1965-05-01');
    expect(facts({ openedOn: '01/05/65' })).toMatchObject({ openedOn: null, warnings: [expect.any(String)] });
    expect(facts({ openedOn: '31/02/2020' })).toMatchObject({
      openedOn: null,
      warnings: [expect.any(String)],
    });
  });

  it('makes one line of control characters, keeps everything else literally', () => {
    expect(facts({ name: 'Ecole\u0007\r\n\tdes <b>{{x}}</b> 🎒' }, false).name).toBe(
      'Ecole des <b>{{x}}</b> 🎒',
    );
    expect(refusal({ name: 'x'.repeat(501) })).toContain('500 caractères');
  });

  it('gives one hash for the same facts, another for any other', () => {
    const hash = (cells: Partial<Record<Field, string>>) => {
      const verdict = read(cells);
      return 'facts' in verdict ? verdict.hash : '';
    };
    expect(hash({})).toMatch(/^[0-9a-f]{64}$/);
    expect(hash({ uai: '0951099d', department: '95' })).toBe(hash({}));
    const others = FIELDS.filter((field) => field !== 'multiLines').map((field) =>
      hash({
        [field]:
          {
            uai: '0950001K',
            type: 'Lycée',
            sector: 'Privé',
            communeCode: '95127',
            department: '078',
            multi: '1',
            state: 'A FERMER',
            nursery: '1',
            latitude: '48',
            siret: '21940034800195',
          }[field as string] ?? '2020-01-01',
        ...(field === 'latitude' ? { longitude: '2' } : {}),
      }),
    );
    expect(others.filter((other) => other !== hash({})).length).toBeGreaterThan(12);
  });
});
