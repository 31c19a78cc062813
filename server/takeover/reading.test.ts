import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '@/server/calendar';
import { courseOf } from './course';
import { columnsRefusal, recognise, takeoverFields } from './fields';
import { readLine } from './line';
import { matchScan } from './match';
import { oneSlip, productOf } from './products';
import { readDay, readDegree, readMonths, readState, saysAllSchools } from './values';

const today = '2026-11-22';

describe('columns', () => {
  it('are recognised by their heads, whatever accents, case and signs', () => {
    const heads = [
      'N° convention',
      'COMMUNE',
      'Code INSEE',
      'Dépt',
      'Solution ENT',
      'Date d’effet',
      'Échéance',
      'Statut',
      'Délibération n°',
      'Écoles (UAI)',
      'Observations',
      'Code interne',
    ];
    expect(recognise(heads)).toEqual([
      'reference',
      'authority',
      'insee',
      'department',
      'product',
      'effectiveOn',
      'endsOn',
      'state',
      'deliberationNumber',
      'schools',
      'note',
      '',
    ]);
  });

  it('take what the académie chose before, also to leave a column alone', () => {
    const heads = ['Partenaire', 'Commune', 'Ouverture'];
    expect(recognise(heads, { partenaire: '', ouverture: 'effectiveOn', commune: 'authority' })).toEqual([
      '',
      'authority',
      'effectiveOn',
    ]);
    expect(recognise(heads, { commune: 'no longer a field' })).toEqual(['authority', '', '']);
  });

  it('give a field once', () => {
    const found = recognise(['UAI', 'RNE', 'Commune', 'Ville']);
    expect(found).toEqual(['schools', '', 'authority', '']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('UAI', 'Commune', 'Ville', 'Fin', 'Terme', 'x')), (heads) => {
        const fields = recognise(heads).filter(Boolean);
        expect(new Set(fields).size).toBe(fields.length);
      }),
    );
  });

  it('say what is missing before lines are read', () => {
    expect(columnsRefusal(['note'])).toContain('la collectivité');
    expect(columnsRefusal(['siren', 'effectiveOn'])).toContain('la date de fin ou la durée');
    expect(columnsRefusal(['siren', 'effectiveOn', 'duration'])).toBeNull();
    expect(columnsRefusal(['siren', 'effectiveOn', 'endsOn', 'note', 'note'])).toContain('Remarques');
  });
});

describe('days', () => {
  test.each([
    ['01/09/2024', '2024-09-01'],
    ['1/9/24', '2024-09-01'],
    ['01-09-2024', '2024-09-01'],
    ['1.9.2024', '2024-09-01'],
    ['2024-09-01', '2024-09-01'],
    ['2024-09-01T00:00:00Z', '2024-09-01'],
    ['1er septembre 2024', '2024-09-01'],
    ['le 1er Septembre 2024', '2024-09-01'],
    ['22 févr. 2024', '2024-02-22'],
    ['31 décembre 2024', '2024-12-31'],
    [45536, '2024-09-01'],
    ['45536', '2024-09-01'],
    ['45536,5', '2024-09-01'],
  ])('%j is %s', (cell, day) => expect(readDay(cell)).toEqual({ day }));

  test.each([
    '31/02/2024',
    '2024',
    'septembre 2024',
    '13/13/2024',
    'bientôt',
    12,
    '99999',
    '1er brumaire 2024',
  ])('%j is refused, never guessed', (cell) => expect(readDay(cell)).toHaveProperty('refusal'));
  test.each([null, '', ' – ', '?'])('%j is empty', (cell) => expect(readDay(cell)).toBeNull());

  it('the three ways of writing a day say the same day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 25_000, max: 73_000 }), (serial) => {
        const iso = addDays('1899-12-30', serial);
        const [year, month, day] = iso.split('-');
        expect(readDay(serial)).toEqual({ day: iso });
        expect(readDay(iso)).toEqual({ day: iso });
        expect(readDay(`${day}/${month}/${year}`)).toEqual({ day: iso });
      }),
    );
  });
});

test.each([
  ['36 mois', '', 36],
  ['3 ans', '', 36],
  ['1 an et 6 mois', '', 18],
  ['3', 'Durée (ans)', 36],
  [36, 'Durée en mois', 36],
])('the duration %j under %j is %i months', (cell, head, months) =>
  expect(readMonths(cell, head)).toEqual({ months }),
);

test('a duration without unit is refused', () => {
  expect(readMonths(3, 'Durée')).toHaveProperty('refusal');
  expect(readMonths('longtemps')).toHaveProperty('refusal');
});

test.each([
  ['En vigueur', 'in_force'],
  ['ACTIVE', 'in_force'],
  ['en cours', 'in_force'],
  ['En cours de validité', 'in_force'],
  ['en cours de signature', 'unsigned'],
  ['projet', 'unsigned'],
  ['à signer', 'unsigned'],
  ['Signée', 'signed'],
  ['signée et notifiée', 'signed'],
  ['non signée', 'unsigned'],
  ['échue', 'expired'],
  ['Expirée', 'expired'],
  ['terminée', 'expired'],
  ['non renouvelée', 'expired'],
  ['Résiliée', 'terminated'],
  ['dénoncée par la commune', 'terminated'],
  ['renouvelée', 'renewed'],
  ['à renouveler', 'in_force'],
  ['suspendue', 'suspended'],
])('the state « %s » is %s', (cell, state) => expect(readState(cell)).toEqual({ state }));

test('an unknown state is refused, an empty one is empty', () => {
  expect(readState('bleue')).toHaveProperty('refusal');
  expect(readState('')).toBeNull();
});

test.each([
  ['1D', 'primary'],
  ['1er degré', 'primary'],
  ['Premier', 'primary'],
  ['écoles', 'primary'],
  [2, 'secondary'],
  ['collèges', 'secondary'],
  ['2nd degré', 'secondary'],
])('the degree %j is %s', (cell, degree) => expect(readDegree(cell)).toEqual({ degree }));

test.each([
  'toutes les écoles',
  'Toutes les écoles de la commune',
  'toutes',
  "l'ensemble des écoles",
  'Ensemble des écoles publiques',
])('« %s » means every school', (cell) => expect(saysAllSchools(cell)).toBe(true));
test.each(['0951099D', 'école Jules-Ferry', ''])('« %s » does not', (cell) =>
  expect(saysAllSchools(cell)).toBe(false),
);

describe('the course of a convention', () => {
  const facts = {
    state: null,
    signedOn: null,
    effectiveOn: '2024-09-01',
    endsOn: '2027-08-31',
    months: null,
    openEnded: false,
    terminatedOn: null,
  };
  const of = (changes: Partial<Parameters<typeof courseOf>[0]>) => courseOf({ ...facts, ...changes }, today);
  const errors = (changes: Partial<Parameters<typeof courseOf>[0]>) =>
    of(changes)
      .findings.filter(({ level }) => level === 'error')
      .map(({ field }) => field);

  it('is dated from the facts', () => {
    expect(of({ state: 'in_force', signedOn: '2024-06-15' }).course).toMatchObject({
      status: 'in_force',
      durationMonths: 36,
      stages: [
        { status: 'signed', from: '2024-06-15', to: '2024-09-01' },
        { status: 'in_force', from: '2024-09-01', to: null },
      ],
    });
    expect(of({ state: 'expired', effectiveOn: '2020-09-01', endsOn: '2023-08-31' }).course?.stages).toEqual([
      { status: 'in_force', from: '2020-09-01', to: '2023-09-01' },
      { status: 'expired', from: '2023-09-01', to: null },
    ]);
    expect(of({ state: 'terminated', terminatedOn: '2025-03-01' }).course?.stages).toEqual([
      { status: 'in_force', from: '2024-09-01', to: '2025-03-01' },
      { status: 'terminated', from: '2025-03-01', to: null },
    ]);
    expect(
      of({ state: 'signed', effectiveOn: '2027-01-01', endsOn: '2029-12-31', signedOn: '2026-10-01' }).course
        ?.stages,
    ).toEqual([{ status: 'signed', from: '2026-10-01', to: null }]);
  });

  it('counts the end from a duration, and takes the anniversary for its eve', () => {
    expect(of({ endsOn: null, months: 36 }).course?.endsOn).toBe('2027-08-31');
    expect(errors({ endsOn: '2027-09-01', months: 36 })).toEqual([]);
    expect(errors({ endsOn: '2026-12-31', months: 36 })).toEqual(['endsOn']);
  });

  it('tells the state from the dates when none is given, and says so', () => {
    expect(of({}).course?.status).toBe('in_force');
    expect(of({ effectiveOn: '2019-01-01', endsOn: '2021-12-31' }).course?.status).toBe('expired');
    expect(of({ effectiveOn: '2027-01-01', endsOn: '2029-12-31' }).course?.status).toBe('signed');
    expect(of({}).findings).toHaveLength(1);
  });

  it('refuses what is missing or contradicts itself', () => {
    expect(errors({ effectiveOn: null })).toEqual(['effectiveOn']);
    expect(errors({ endsOn: null })).toEqual(['endsOn']);
    expect(errors({ endsOn: null, openEnded: true })).toEqual([]);
    expect(errors({ endsOn: '2024-08-31' })).toContain('endsOn');
    expect(errors({ state: 'in_force', effectiveOn: '2019-01-01', endsOn: '2021-12-31' })).toEqual(['state']);
    expect(errors({ state: 'in_force', effectiveOn: '2027-01-01', endsOn: '2029-12-31' })).toEqual(['state']);
    expect(errors({ state: 'expired' })).toEqual(['state']);
    expect(errors({ state: 'terminated' })).toEqual(['terminatedOn']);
    expect(errors({ state: 'terminated', terminatedOn: '2027-01-01' })).toEqual(['terminatedOn']);
    expect(errors({ state: 'in_force', terminatedOn: '2025-01-01' })).toEqual(['terminatedOn']);
    expect(errors({ signedOn: '2027-01-01' })).toEqual(['signedOn']);
  });

  it('always has stays that follow each other, end in its status and leave no gap', () => {
    const day = fc.integer({ min: 0, max: 6000 }).map((days) => addDays('2015-01-01', days));
    const maybe = fc.option(day, { nil: null });
    fc.assert(
      fc.property(
        fc.record({
          state: fc.option(
            fc.constantFrom('signed', 'in_force', 'suspended', 'expired', 'terminated', 'renewed'),
            { nil: null },
          ),
          signedOn: maybe,
          effectiveOn: maybe,
          endsOn: maybe,
          terminatedOn: maybe,
          months: fc.option(fc.integer({ min: 1, max: 120 }), { nil: null }),
          openEnded: fc.boolean(),
        }),
        (random) => {
          const { course, findings } = courseOf(random as Parameters<typeof courseOf>[0], today);
          expect(course === null).toBe(findings.some(({ level }) => level === 'error'));
          if (!course) return;
          expect(course.stages.at(-1)).toMatchObject({ status: course.status, to: null });
          course.stages.forEach((stay, index) => {
            if (stay.to) expect(stay.from < stay.to).toBe(true);
            const next = course.stages[index + 1];
            if (next) expect(stay.to).toBe(next.from);
          });
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('one line', () => {
  const columns = [
    'siren',
    'insee',
    'authority',
    'department',
    'effectiveOn',
    'endsOn',
    'schools',
    'state',
    'duration',
  ] as const;
  const heads = ['SIRET', 'INSEE', 'Commune', 'Dép', 'Début', 'Fin', 'UAI', 'État', 'Durée'];
  const base = [null, null, 'Argenteuil', null, '01/09/2024', '31/08/2027', '0951099D', 'en vigueur', null];
  const line = (changes: Record<number, string | number | null>) =>
    readLine(
      { line: 4, cells: base.map((cell, index) => (index in changes ? (changes[index] ?? null) : cell)) },
      columns,
      heads,
      today,
    );

  it('reads SIREN, SIRET, INSEE without its zero and a département without its', () => {
    expect(line({ 0: '130 025 265' }).siren).toBe('130025265');
    expect(line({ 0: 13002526500013 }).siren).toBe('130025265');
    expect(line({ 1: 1004 }).insee).toBe('01004');
    expect(line({ 3: 7 }).department).toBe('07');
    expect(line({ 3: '95 - Val-d’Oise' }).department).toBe('95');
  });

  it('warns of a rounded SIRET when the name is there, refuses it alone', () => {
    expect(line({ 0: '2,17003E+13' }).findings).toEqual([
      expect.objectContaining({ level: 'warning', field: 'siren' }),
    ]);
    expect(line({ 0: '2,17003E+13', 2: null }).findings).toContainEqual(
      expect.objectContaining({ level: 'error', field: 'siren' }),
    );
  });

  it('finds UAI however they are separated, and warns of a bad letter', () => {
    expect(line({ 6: '0951099D, 0750654D;0920131T / 0870003F\n0951099d' }).uais).toEqual([
      '0951099D',
      '0750654D',
      '0920131T',
      '0870003F',
    ]);
    expect(line({ 6: '0951099 D – 0750654 D' }).uais).toEqual(['0951099D', '0750654D']);
    const bad = line({ 6: '0352143C' });
    expect(bad.uais).toEqual(['0352143C']);
    expect(bad.findings).toEqual([expect.objectContaining({ level: 'warning', field: 'schools' })]);
    expect(line({ 6: 'toutes les écoles' })).toMatchObject({ allSchools: true, uais: [] });
  });

  it('says each fault once, on its column', () => {
    expect(line({ 4: 'hier' }).findings.map(({ field }) => field)).toEqual(['effectiveOn']);
    expect(line({ 2: null }).findings.map(({ field }) => field)).toEqual(['authority']);
    expect(line({ 7: 'brouillon' }).findings).toEqual([
      expect.objectContaining({ level: 'error', field: 'state' }),
    ]);
    expect(line({ 5: null, 8: 'dix' }).findings.map(({ field }) => field)).toEqual(['duration']);
  });

  it('whatever the cells hold, a line is read', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.constant(null)), { maxLength: 17 }),
        (cells) => {
          const facts = readLine({ line: 1, cells }, [...takeoverFields], [], today);
          if (!facts.course) expect(facts.findings.some(({ level }) => level === 'error')).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('products', () => {
  const catalogue = ['ONE', 'NEO', 'Beneylu School', 'itslearning', 'K-d’école', 'Skolengo'].map((name) => ({
    id: name,
    name,
    kind: 'ent',
    degrees: [],
  }));
  const found = (named: string | null) =>
    productOf(named, catalogue, 'primary', undefined).product?.name ?? null;

  it('are found by name with tolerance, and only when one answers', () => {
    expect(found('one')).toBe('ONE');
    expect(found('ENT ONE')).toBe('ONE');
    expect(found('Beneylu')).toBe('Beneylu School');
    expect(found('Its Learning')).toBe('itslearning');
    expect(found('skolengo ')).toBe('Skolengo');
    expect(found('Skolenggo')).toBe('Skolengo');
    expect(found('K d ecole')).toBe('K-d’école');
    expect(found('Moodle')).toBeNull();
    expect(found('ON')).toBeNull();
    expect(found(null)).toBeNull();
  });

  it('one slip of the pen is one letter', () => {
    expect(oneSlip('skolengo', 'skolengo')).toBe(true);
    expect(oneSlip('skolneg', 'skoleng')).toBe(true);
    expect(oneSlip('skolengo', 'skolen')).toBe(false);
    expect(oneSlip('abcdef', 'abxyef')).toBe(false);
  });
});

describe('scans', () => {
  const one = (conventionId: string, authority: string, changes = {}) => ({
    conventionId,
    authority,
    number: `25-2026-00${conventionId}`,
    reference: null,
    insee: null,
    siren: null,
    effectiveOn: '2024-09-01',
    ...changes,
  });
  const conventions = [
    one('10', 'Commune de Saint-Ouen', { insee: '95572' }),
    one('11', 'Commune de Saint-Ouen-l’Aumône', { reference: 'CONV 2023/14' }),
    one('12', 'Commune d’Argenteuil', { effectiveOn: '2020-09-01', insee: '95018' }),
    one('13', 'Commune d’Argenteuil', { insee: '95018' }),
  ];
  const match = (name: string) => matchScan(name, conventions);
  const sure = (conventionId: string) => ({ kind: 'one', conventionId });

  it('go to the convention that their name tells', () => {
    expect(match('25-2026-0012.pdf')).toEqual(sure('12'));
    expect(match('conv_2023-14 signée.PDF')).toEqual(sure('11'));
    expect(match('95572_convention.pdf')).toEqual(sure('10'));
    expect(match('Convention Saint-Ouen l’Aumône.pdf')).toEqual(sure('11'));
    expect(match('st-ouen.pdf')).toEqual(sure('10'));
    expect(match('Argenteuil 2020.pdf')).toEqual(sure('12'));
  });

  it('wait for a person when it tells several, or none', () => {
    expect(match('Argenteuil.pdf')).toEqual({ kind: 'several', conventionIds: ['12', '13'] });
    expect(match('95018.pdf').kind).toBe('several');
    expect(match('scan0001.pdf')).toEqual({ kind: 'none' });
    expect(match('')).toEqual({ kind: 'none' });
  });
});
