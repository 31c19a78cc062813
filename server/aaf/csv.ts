import { civilDate } from '../clock';
import { toCsv } from '../documents/csv';
import { aafStatusLabels } from './domain';
import type { AttachmentLine } from './queries';

export const attachmentsCsv = (lines: readonly AttachmentLine[]) =>
  toCsv<AttachmentLine>(
    [
      { label: 'UAI', value: ({ uai }) => uai },
      { label: 'École', value: ({ school }) => school.name },
      { label: 'Commune', value: ({ school }) => school.communeName },
      { label: 'Département', value: ({ school }) => school.departmentCode },
      { label: 'Solution', value: ({ product }) => product.name },
      { label: 'Convention', value: ({ convention }) => convention.number },
      { label: 'Projet', value: ({ project }) => project.name },
      { label: 'État', value: ({ status }) => aafStatusLabels[status].label },
      { label: 'Depuis le', value: ({ statusSince }) => civilDate(statusSince) },
      { label: 'Motif', value: ({ reason }) => reason },
      { label: 'Souhaité le', value: ({ request }) => request.wantedOn },
      { label: 'Environnement', value: ({ request }) => request.environment },
      { label: 'Demandé par', value: ({ request }) => request.requestedByName },
      {
        label: 'Pièces manquantes',
        value: ({ checklist }) =>
          checklist
            .filter(({ met }) => !met)
            .map(({ label }) => label)
            .join(', '),
      },
    ],
    lines,
  );
