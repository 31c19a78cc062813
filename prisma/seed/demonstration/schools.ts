import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { searchable } from '@/server/territory/search';
import { uaiCheckLetter } from '@/server/territory/uai';

type Town = {
  insee: string;
  name: string;
  postalCode: string;
  department: string;
  academy: string;
  /** Around which its écoles stand: latitude, longitude. */
  centre: [number, number];
  /** Rank of its first UAI among those of the département (0959001, 0959002…). */
  first: number;
  schools: string[];
};

/** Real communes, invented écoles: numbers from 9001 on are given to no real one. */
const towns: Town[] = [
  {
    insee: '95018',
    name: 'Argenteuil',
    postalCode: '95100',
    department: '95',
    academy: '25',
    centre: [48.9472, 2.2467],
    first: 9001,
    schools: [
      'École primaire Les Tilleuls',
      'École maternelle Les Coquelicots',
      'École élémentaire Olympe de Gouges',
      'École élémentaire Jean Perrin',
      'École maternelle Le Petit Prince',
      'École élémentaire Wangari Maathai',
      'École primaire Les Berges',
      'École maternelle La Ruche',
      'École élémentaire Berthe Morisot',
      'École élémentaire Gustave Caillebotte',
      'École maternelle Les Libellules',
      'École primaire du Val',
      'École élémentaire Katherine Johnson',
      'École maternelle Les Lilas',
      'École élémentaire Aimé Césaire',
      'École primaire des Coteaux',
      'École maternelle Pomme d’Api',
      'École élémentaire Ada Lovelace',
    ],
  },
  {
    insee: '95127',
    name: 'Cergy',
    postalCode: '95000',
    department: '95',
    academy: '25',
    centre: [49.0364, 2.0761],
    first: 9101,
    schools: [
      'École primaire de l’Horloge',
      'École maternelle Les Étangs',
      'École élémentaire Marie Curie',
      'École primaire du Belvédère',
      'École élémentaire Rosa Parks',
      'École maternelle Le Point du jour',
      'École primaire de l’Axe',
      'École élémentaire Théodore Monod',
      'École maternelle La Source',
    ],
  },
  {
    insee: '78586',
    name: 'Sartrouville',
    postalCode: '78500',
    department: '78',
    academy: '25',
    centre: [48.9373, 2.1645],
    first: 9001,
    schools: [
      'École élémentaire George Sand',
      'École maternelle Les Acacias',
      'École primaire du Bord de Seine',
      'École élémentaire Jules Verne',
      'École maternelle Les Mésanges',
      'École élémentaire Louise Michel',
      'École primaire des Vignes',
      'École maternelle Le Nid',
    ],
  },
  {
    insee: '78646',
    name: 'Versailles',
    postalCode: '78000',
    department: '78',
    academy: '25',
    centre: [48.8014, 2.1301],
    first: 9101,
    schools: [
      'École élémentaire des Allées',
      'École maternelle La Pépinière',
      'École primaire Le Nôtre',
      'École élémentaire Émilie du Châtelet',
    ],
  },
  {
    insee: '91377',
    name: 'Massy',
    postalCode: '91300',
    department: '91',
    academy: '25',
    centre: [48.7309, 2.2713],
    first: 9001,
    schools: [
      'École primaire du Plateau',
      'École élémentaire Hubert Reeves',
      'École maternelle Les Champarts',
      'École élémentaire Simone Weil',
      'École maternelle Vilmorin-le-Jeune',
      'École primaire des Graviers',
    ],
  },
  {
    insee: '92050',
    name: 'Nanterre',
    postalCode: '92000',
    department: '92',
    academy: '25',
    centre: [48.8924, 2.2071],
    first: 9001,
    schools: [
      'École élémentaire Paul Éluard',
      'École maternelle Les Pâquerettes',
      'École primaire des Fontaines',
      'École élémentaire Joséphine Baker',
      'École maternelle Le Moulin',
    ],
  },
  {
    insee: '92025',
    name: 'Colombes',
    postalCode: '92700',
    department: '92',
    academy: '25',
    centre: [48.9226, 2.2543],
    first: 9101,
    schools: [
      'École primaire de la Garenne',
      'École élémentaire Charles Perrault',
      'École maternelle Les Hirondelles',
      'École élémentaire Lucie Aubrac',
    ],
  },
  {
    insee: '35238',
    name: 'Rennes',
    postalCode: '35000',
    department: '35',
    academy: '14',
    centre: [48.1147, -1.6794],
    first: 9001,
    schools: [
      'École primaire des Deux Rives',
      'École élémentaire Anita Conti',
      'École maternelle L’Écluse',
      'École élémentaire Paul Féval',
      'École primaire du Blosne',
      'École maternelle Les Ajoncs',
    ],
  },
];

const uaiOf = (town: Town, rank: number) => {
  const digits = `0${town.department}${town.first + rank}`;
  return `${digits}${uaiCheckLetter(digits)}`;
};

const natureOf = (name: string) =>
  name.includes('maternelle') ? 'maternelle' : name.includes('élémentaire') ? 'elementaire' : 'primaire';

/** UAI of the invented écoles of a commune, in their order. */
export function schoolsOf(insee: string): string[] {
  const town = towns.find((one) => one.insee === insee);
  if (!town) throw new Error(`the demonstration has no école in ${insee}`);
  return town.schools.map((_, rank) => uaiOf(town, rank));
}

/** The invented écoles: flagged, named « (fictive) », and no longer counted where a real directory is loaded. */
export async function seedSchools(db: Db): Promise<void> {
  const rows = towns.flatMap((town) =>
    town.schools.map((label, rank) => {
      const uai = uaiOf(town, rank);
      const name = `${label} (fictive)`;
      // A ring around the centre: the same points at each start, none upon another.
      const turn = (rank * 2.4) % (2 * Math.PI);
      const radius = 0.004 + 0.0011 * rank;
      const street = label.replace(/^École (?:primaire|maternelle|élémentaire) /, '');
      return {
        uai,
        name,
        nature: natureOf(label),
        degree: 'primary' as const,
        sector: 'public' as const,
        address: `${3 + rank * 4} rue de l’École (${street})`,
        postalCode: town.postalCode,
        communeCode: town.insee,
        knownCommuneCode: town.insee,
        communeName: town.name,
        departmentCode: town.department,
        academyCode: town.academy,
        latitude: Number((town.centre[0] + radius * Math.sin(turn)).toFixed(5)),
        longitude: Number((town.centre[1] + radius * 1.5 * Math.cos(turn)).toFixed(5)),
        openedOn: toDbDate('1998-09-01'),
        constituency: `Circonscription de ${town.name}${town.schools.length > 12 ? (rank < town.schools.length / 2 ? ' nord' : ' sud') : ''} (fictive)`,
        searchText: searchable(`${name} ${town.name} ${uai} ${town.postalCode}`),
        factsHash: 'demonstration',
        demonstration: true,
      };
    }),
  );
  await db.school.createMany({ data: rows, skipDuplicates: true });
  await db.pupilCount.createMany({
    data: rows.flatMap(({ uai, nature }, rank) =>
      [2024, 2025, 2026].map((year) => ({
        uai,
        year,
        // Schools of plausible sizes, that change a little from one year to the next.
        pupils: (nature === 'maternelle' ? 90 : 160) + ((rank * 37 + year * 11) % 130),
        source: 'Démonstration',
      })),
    ),
    skipDuplicates: true,
  });
}
