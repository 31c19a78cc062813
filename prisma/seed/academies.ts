/** The thirty académies and their départements (DOMAIN §2). `fullName` carries the right French elision. */
export const academies: ReadonlyArray<{
  code: string;
  name: string;
  fullName: string;
  departments: readonly string[];
}> = [
  ['01', 'Paris', 'académie de Paris', '75'],
  ['02', 'Aix-Marseille', 'académie d’Aix-Marseille', '04 05 13 84'],
  ['03', 'Besançon', 'académie de Besançon', '25 39 70 90'],
  ['04', 'Bordeaux', 'académie de Bordeaux', '24 33 40 47 64'],
  ['06', 'Clermont-Ferrand', 'académie de Clermont-Ferrand', '03 15 43 63'],
  ['07', 'Dijon', 'académie de Dijon', '21 58 71 89'],
  ['08', 'Grenoble', 'académie de Grenoble', '07 26 38 73 74'],
  ['09', 'Lille', 'académie de Lille', '59 62'],
  ['10', 'Lyon', 'académie de Lyon', '01 42 69'],
  ['11', 'Montpellier', 'académie de Montpellier', '11 30 34 48 66'],
  ['12', 'Nancy-Metz', 'académie de Nancy-Metz', '54 55 57 88'],
  ['13', 'Poitiers', 'académie de Poitiers', '16 17 79 86'],
  ['14', 'Rennes', 'académie de Rennes', '22 29 35 56'],
  ['15', 'Strasbourg', 'académie de Strasbourg', '67 68'],
  ['16', 'Toulouse', 'académie de Toulouse', '09 12 31 32 46 65 81 82'],
  ['17', 'Nantes', 'académie de Nantes', '44 49 53 72 85'],
  ['18', 'Orléans-Tours', 'académie d’Orléans-Tours', '18 28 36 37 41 45'],
  ['19', 'Reims', 'académie de Reims', '08 10 51 52'],
  ['20', 'Amiens', 'académie d’Amiens', '02 60 80'],
  ['22', 'Limoges', 'académie de Limoges', '19 23 87'],
  ['23', 'Nice', 'académie de Nice', '06 83'],
  ['24', 'Créteil', 'académie de Créteil', '77 93 94'],
  ['25', 'Versailles', 'académie de Versailles', '78 91 92 95'],
  ['27', 'Corse', 'académie de Corse', '2A 2B'],
  ['28', 'La Réunion', 'académie de La Réunion', '974'],
  ['31', 'Martinique', 'académie de Martinique', '972'],
  ['32', 'Guadeloupe', 'académie de Guadeloupe', '971'],
  ['33', 'Guyane', 'académie de Guyane', '973'],
  ['43', 'Mayotte', 'académie de Mayotte', '976'],
  ['70', 'Normandie', 'académie de Normandie', '14 27 50 61 76'],
].map(([code = '', name = '', fullName = '', departments = '']) => ({
  code,
  name,
  fullName,
  departments: departments.split(' '),
}));
