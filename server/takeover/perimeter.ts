import { inSentence } from '../conventions/parties';
import type { Db, Tx } from '../db';
import type { Course, Finding } from './course';
import type { LineFacts } from './line';
import type { Place } from './places';

export type SchoolLine = {
  uai: string;
  name: string;
  degree: 'primary' | 'secondary';
  sector: 'public' | 'private' | null;
  academyCode: string;
  departmentCode: string;
  communeName: string;
  knownCommuneCode: string | null;
  epciSiren: string | null;
  openedOn: Date | null;
  closedOn: Date | null;
  state: 'open' | 'closing' | 'opening' | 'closed';
};

const columns = {
  uai: true,
  name: true,
  degree: true,
  sector: true,
  academyCode: true,
  departmentCode: true,
  communeName: true,
  knownCommuneCode: true,
  openedOn: true,
  closedOn: true,
  state: true,
  nature: true,
  commune: { select: { epciSiren: true } },
} as const;

/** Schools by UAI, and all those of each collectivité that is said to bring « toutes les écoles ». */
export type SchoolBook = {
  byUai: ReadonlyMap<string, SchoolLine>;
  ofPlace: ReadonlyMap<string, readonly SchoolLine[]>;
};

/** Loads what the lines name: one query for the UAI, one per collectivité said to bring all its schools. */
export async function schoolBook(
  db: Db | Tx,
  academyCode: string,
  uais: readonly string[],
  places: readonly Place[],
): Promise<SchoolBook> {
  const line = ({
    commune,
    nature: _nature,
    ...row
  }: Awaited<ReturnType<typeof find>>[number]): SchoolLine => ({
    ...row,
    epciSiren: commune?.epciSiren ?? null,
  });
  const find = (where: NonNullable<Parameters<Db['school']['findMany']>[0]>['where']) =>
    db.school.findMany({ where: { AND: [where ?? {}] }, select: columns, orderBy: { uai: 'asc' } });
  const byUai = new Map((await find({ uai: { in: [...uais] } })).map((row) => [row.uai, line(row)]));
  const ofPlace = new Map<string, SchoolLine[]>();
  for (const place of places) {
    if (ofPlace.has(place.id)) continue;
    const within = territoryOf(place);
    const rows = within ? await find({ academyCode, sector: 'public', ...within }) : [];
    ofPlace.set(
      place.id,
      rows
        // A département has the charge of collèges, a région of lycées (code de l’éducation, L. 213-2 and L. 214-6).
        .filter(({ nature }) =>
          place.kind === 'department'
            ? nature === 'college'
            : place.kind === 'region'
              ? nature.startsWith('lycee')
              : true,
        )
        .map(line),
    );
  }
  return { byUai, ofPlace };
}

function territoryOf(place: Place) {
  switch (place.kind) {
    case 'commune':
      return { knownCommuneCode: place.code ?? '' };
    case 'epci':
    case 'ept':
      return { commune: { is: { epciSiren: place.siren ?? '' } } };
    case 'department':
      return { departmentCode: place.code ?? '' };
    case 'region':
      return { department: { is: { regionCode: place.code ?? '' } } };
    case 'syndicate':
    case 'mutualising_body':
      return null;
  }
}

const day = (value: Date | null) => value?.toISOString().slice(0, 10) ?? null;

/** True when the school existed at some time of the convention. */
function existed(school: SchoolLine, course: Course): boolean {
  const opened = day(school.openedOn);
  const closed = day(school.closedOn);
  if (school.state === 'closed' && closed === null) return false;
  const last = course.terminatesOn ?? course.endsOn;
  return (
    (opened === null || last === null || opened <= last) && (closed === null || closed > course.effectiveOn)
  );
}

const inForceStates = ['signed', 'in_force', 'suspended'];

/** The degree of a line: as it says, else that of all its schools, else that of who carries it. */
export function degreeOf(
  facts: LineFacts,
  place: Place | null,
  book: SchoolBook,
): 'primary' | 'secondary' | null {
  if (facts.degree) return facts.degree;
  const degrees = new Set(facts.uais.map((uai) => book.byUai.get(uai)?.degree).filter(Boolean));
  const [only] = degrees;
  if (only && degrees.size === 1) return only;
  if (degrees.size > 1 || !place) return null;
  // L. 212-4: a commune has the charge of the écoles; L. 213-2 and L. 214-6 for the others.
  return place.kind === 'department' || place.kind === 'region' ? 'secondary' : 'primary';
}

/** The schools of annexe A1 of one line; what cannot enter is said and left out. */
export function schoolsOf(
  facts: LineFacts,
  place: Place | null,
  degree: 'primary' | 'secondary' | null,
  academyCode: string,
  book: SchoolBook,
): { schools: SchoolLine[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const warn = (message: string) => findings.push({ level: 'warning', field: 'schools', message });
  const { course } = facts;
  const missing = (message: string) =>
    findings.push({
      level: course && inForceStates.includes(course.status) ? 'error' : 'warning',
      field: 'schools',
      message,
    });
  if (facts.allSchools) {
    if (!place || !course || !degree) return { schools: [], findings };
    const schools = (book.ofPlace.get(place.id) ?? []).filter(
      (school) => school.degree === degree && existed(school, course),
    );
    if (schools.length === 0)
      missing(
        `« Toutes les écoles » : l’annuaire n’en connaît aucune, publique et de ce degré, pour ${inSentence(place.name)}. Donnez les UAI.`,
      );
    else
      warn(
        `« Toutes les écoles » : les ${schools.length} écoles publiques de l’annuaire sont reprises. Vérifiez la liste.`.replace(
          'les 1 écoles publiques de l’annuaire sont reprises',
          'la seule école publique de l’annuaire est reprise',
        ),
      );
    return { schools, findings };
  }
  const schools: SchoolLine[] = [];
  for (const uai of facts.uais) {
    const school = book.byUai.get(uai);
    if (!school) {
      warn(`${uai} est absent de l’annuaire des établissements : non repris.`);
      continue;
    }
    if (school.academyCode !== academyCode) {
      warn(`${uai} (${school.name}) relève d’une autre académie : non repris.`);
      continue;
    }
    if (degree && school.degree !== degree) {
      warn(`${uai} (${school.name}) n’est pas du degré de la convention : non repris.`);
      continue;
    }
    if (place && !belongs(school, place))
      warn(
        `${uai} (${school.name}) est à ${school.communeName}, hors du territoire de la collectivité (${place.name}).`,
      );
    if (school.state === 'closed') warn(`${uai} (${school.name}) est fermée selon l’annuaire.`);
    schools.push(school);
  }
  if (schools.length === 0)
    missing(
      facts.uais.length === 0
        ? 'Aucune école : donnez les UAI, ou écrivez « toutes les écoles de la commune ».'
        : 'Aucune de ces écoles ne peut être reprise.',
    );
  return { schools, findings };
}

function belongs(school: SchoolLine, place: Place): boolean {
  if (place.kind === 'commune') return school.knownCommuneCode === place.code;
  if (place.kind === 'epci' || place.kind === 'ept') return school.epciSiren === place.siren;
  if (place.kind === 'department') return school.departmentCode === place.code;
  return true;
}
