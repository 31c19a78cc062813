import { aafStatusLabels } from '../aaf/domain';
import { toCsv } from '../documents/csv';
import { natureLabel } from '../territory/natures';
import { chainLabels, degreeLabels, phaseLabels } from './domain';
import type { ProjectLine } from './queries';
import type { ProjectSchoolLine } from './school-queries';

export const projectsCsv = (projects: readonly ProjectLine[]) =>
  toCsv<ProjectLine>(
    [
      { label: 'Projet', value: ({ name }) => name },
      { label: 'Degré', value: ({ degree }) => degreeLabels[degree] },
      { label: 'Porteur', value: ({ carrier }) => carrier.name },
      { label: 'SIREN du porteur', value: ({ carrier }) => carrier.siren },
      { label: 'Solution', value: ({ product }) => product?.name },
      { label: 'Phase', value: ({ phase }) => phaseLabels[phase] },
      { label: 'Académie', value: ({ academyName }) => academyName },
      { label: 'Départements', value: ({ departmentCodes }) => departmentCodes.join(', ') },
      { label: 'Écoles', value: ({ schools }) => schools },
      { label: 'Conventions', value: ({ conventions }) => conventions },
      { label: 'Écoles accrochées', value: ({ attached }) => attached },
      { label: 'Début', value: ({ startsOn }) => startsOn },
      { label: 'Fin prévue', value: ({ endsOn }) => endsOn },
      { label: 'Clos le', value: ({ closedOn }) => closedOn },
    ],
    projects,
  );

export const projectSchoolsCsv = (schools: readonly ProjectSchoolLine[]) =>
  toCsv<ProjectSchoolLine>(
    [
      { label: 'UAI', value: ({ uai }) => uai },
      { label: 'Nom', value: ({ name }) => name },
      { label: 'Nature', value: ({ nature }) => natureLabel(nature) },
      { label: 'Commune', value: ({ communeName }) => communeName },
      { label: 'Code INSEE', value: ({ communeCode }) => communeCode },
      { label: 'Département', value: ({ departmentCode }) => departmentCode },
      { label: 'Dans le projet depuis le', value: ({ addedOn }) => addedOn },
      { label: 'Avancement', value: ({ step }) => chainLabels[step] },
      { label: 'Convention', value: ({ convention }) => convention?.number },
      { label: 'Accrochage AAF', value: ({ aaf }) => aaf && aafStatusLabels[aaf.status].label },
      { label: 'Autre projet en cours', value: ({ other }) => other && (other.name ?? other.carrierName) },
    ],
    schools,
  );
