import type { Meaning, Phase, RaciActivity, RaciActor, RaciMatrix, RaciParty } from './domain';
import { parseLetters } from './letters';

/**
 * The default matrix: 30 activities, 8 actors (DOMAIN §5). No ministerial matrix exists; this one is the
 * application's proposal and says so.
 */
export const raciNotice =
  'Cette matrice est une proposition de l’application : il n’existe pas de matrice ministérielle. Chaque projet l’adapte.';

export type RaciTemplateKey = 'primary' | 'secondary';

const actor = (key: string, party: RaciParty, label: string): RaciActor => ({
  key,
  label,
  short: key,
  party,
  kind: 'organisation',
  within: null,
});

const actors = (heads: string, district: string): RaciActor[] => [
  actor('AC', 'academy', 'Académie (DANE)'),
  actor('DS', 'district', district),
  actor('CO', 'authority', 'Collectivité'),
  actor('ED', 'vendor', 'Éditeur'),
  actor('DI', 'heads', heads),
  actor('DP', 'dpo', 'Délégué à la protection des données'),
  actor('EN', 'teachers', 'Enseignants'),
  actor('NA', 'ministry', 'DNE (ministère)'),
];

const keys = ['AC', 'DS', 'CO', 'ED', 'DI', 'DP', 'EN', 'NA'] as const;

type Row = [number: number, label: string, cells: string];

/** Cells in the order of the columns, as the source table gives them. */
const table: [Phase, Row[]][] = [
  [
    'scoping',
    [
      [1, 'Recenser les besoins et l’existant', 'C|R|AR|–|C|–|C|–'],
      [2, 'Désigner le porteur et fixer le périmètre', 'C|C|AR|–|I|–|–|–'],
      [3, 'Installer le comité de pilotage et le calendrier', 'R|R|AR|I|I|I|–|–'],
      [4, 'Tenir à jour le cadre national', 'C|I|C|C|I|I|–|AR'],
    ],
  ],
  [
    'convention',
    [
      [5, 'Rédiger le projet de convention', 'AR|C|R|I|–|C|–|–'],
      [6, 'Arrêter la liste des écoles', 'A|R|C|I|C|–|–|–'],
      [7, 'Définir le traitement des données personnelles', 'R|A|R|C|I|C|–|–'],
      [8, 'Inscrire les traitements au registre', 'C|AR|C|C|I|C|–|–'],
      [9, 'Adopter la délibération et la transmettre', 'I|I|AR|–|–|–|–|–'],
      [10, 'Conduire le circuit de signature', 'AR|R|R|I|I|I|–|–'],
    ],
  ],
  [
    'procurement',
    [
      [11, 'Établir le cahier des charges', 'C|C|AR|–|C|C|C|I'],
      [12, 'Analyser les offres et choisir la solution', 'C|C|AR|–|C|C|C|–'],
      [13, 'Réunir les preuves de conformité', 'C|I|A|R|–|C|–|I'],
    ],
  ],
  [
    'deployment',
    [
      [14, 'Demander et ouvrir l’accrochage à l’AAF', 'AR|C|C|R|I|I|–|I'],
      [15, 'Fiabiliser les données ONDE ou SIECLE', 'C|C|I|–|AR|–|–|–'],
      [16, 'Paramétrer la solution et ouvrir les comptes', 'C|I|A|R|R|–|I|–'],
      [17, 'Raccorder EduConnect et le GAR', 'AR|C|I|R|I|C|I|C'],
      [18, 'Informer les familles', 'I|C|C|R|AR|C|I|–'],
    ],
  ],
  [
    'support',
    [
      [19, 'Construire le plan de formation', 'R|AR|C|C|C|–|I|–'],
      [20, 'Assurer l’appui de proximité', 'C|AR|I|–|C|–|C|–'],
      [21, 'Animer les usages', 'C|A|I|C|R|–|R|–'],
    ],
  ],
  [
    'operation',
    [
      [22, 'Assurer l’assistance de niveau 1', 'C|R|A|C|R|–|I|–'],
      [23, 'Assurer la maintenance de niveaux 2 et 3', 'I|I|A|R|I|–|–|–'],
      [24, 'Traiter un incident ou une violation de données', 'R|A|R|R|I|C|–|I'],
      [25, 'Préparer la bascule de rentrée', 'R|C|A|R|R|–|I|–'],
    ],
  ],
  [
    'evaluation',
    [
      [26, 'Suivre la mesure d’audience (DNMA) et le tableau de bord', 'AR|C|C|R|I|–|–|C'],
      [27, 'Dresser le bilan annuel', 'AR|R|R|C|C|I|C|I'],
      [28, 'Rédiger la fiche de retour d’expérience', 'A|R|R|I|C|–|C|I'],
    ],
  ],
  [
    'renewal',
    [
      [29, 'Préparer l’avenant ou le renouvellement', 'AR|C|R|I|I|C|–|–'],
      [30, 'Organiser la réversibilité et la fermeture de l’AAF', 'R|C|A|R|I|C|I|–'],
    ],
  ],
];

/**
 * Second degré: the chef d’établissement is the controller, hence accountable for data, register and breaches
 * (DOMAIN §5). The DSDEN that was accountable there stays consulted.
 */
const secondaryCells: Record<number, Record<string, string>> = {
  7: { DS: 'C', DI: 'A' },
  8: { DS: 'C', DI: 'AR' },
  24: { DS: 'C', DI: 'A' },
};

function read(cell: string): Meaning[] {
  const parsed = parseLetters(cell);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.meanings;
}

function activities(
  changes: Record<number, Record<string, string>>,
  word: (label: string) => string,
): RaciActivity[] {
  return table.flatMap(([phase, rows]) =>
    rows.map(([number, label, line]): RaciActivity => {
      const cells = line.split('|');
      return {
        key: `a${number}`,
        number,
        phase,
        label: word(label),
        cells: Object.fromEntries(
          keys
            .map((key, column) => [key, read(changes[number]?.[key] ?? cells[column] ?? '')] as const)
            .filter(([, given]) => given.length > 0),
        ),
      };
    }),
  );
}

/** The default matrix of a degree; a fresh copy each time. */
export function raciTemplate(degree: RaciTemplateKey): RaciMatrix {
  if (degree === 'secondary') {
    return {
      actors: actors('Chefs d’établissement', 'DSDEN'),
      activities: activities(secondaryCells, (label) =>
        label
          .replace('la liste des écoles', 'la liste des établissements')
          .replace('ONDE ou SIECLE', 'SIECLE'),
      ),
    };
  }
  return {
    actors: actors('Directeurs d’école', 'DSDEN, IEN et ERUN'),
    activities: activities({}, (label) => label.replace('ONDE ou SIECLE', 'ONDE')),
  };
}
