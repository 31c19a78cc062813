import { degreeLabels, phaseLabels, projectPhases } from '../domain';
import type { CellChoice, ColumnType, TableColumn } from './cells';

export const priorities = ['high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];
export const priorityLabels: Record<Priority, string> = { high: 'Haute', normal: 'Normale', low: 'Basse' };

const choicesOf = <K extends string>(ids: readonly K[], labels: Record<K, string>): CellChoice[] =>
  ids.map((id) => ({ id, label: labels[id] }));

const read = (key: string, label: string, type: ColumnType, width: number): TableColumn => ({
  key,
  label,
  type,
  editable: false,
  width,
});
const write = (
  key: string,
  label: string,
  type: ColumnType,
  width: number,
  more: Partial<TableColumn> = {},
): TableColumn => ({ key, label, type, editable: true, width, ...more });

/** A column of the académie, as its table needs it. */
export type OwnColumn = {
  id: string;
  label: string;
  type: ColumnType;
  choices: readonly string[];
  hidden: boolean;
  version: number;
};

export const ownKey = (id: string) => `own:${id}`;
export const ownIdOf = (key: string) => (key.startsWith('own:') ? key.slice(4) : null);

/** Columns that only the académie's people have: its own notes on a project. */
export const trackingKeys = ['priority', 'label'] as const;
/** Columns of the next step of a project. */
export const stepKeys = ['nextStep', 'nextStepDue', 'nextStepOwner'] as const;

/**
 * Columns of the table of projects, in their first order.
 * @param internal whether this hat reads what the académie keeps to itself
 * @param follows whether this hat reads the follow-up at all
 */
export function tableColumns(options: {
  products: readonly CellChoice[];
  own: readonly OwnColumn[];
  internal: boolean;
  follows: boolean;
  editable: boolean;
}): TableColumn[] {
  const { products, own, internal, follows, editable } = options;
  const columns: TableColumn[] = [
    read('name', 'Projet', 'text', 260),
    read('carrier', 'Porteur', 'text', 170),
    { ...read('degree', 'Degré', 'choice', 130), choices: choicesOf(['primary', 'secondary'], degreeLabels) },
    read('departments', 'Départements', 'text', 120),
    ...(internal
      ? [
          write('priority', 'Priorité', 'choice', 110, { choices: choicesOf(priorities, priorityLabels) }),
          write('label', 'Étiquette', 'text', 150, { max: 60 }),
        ]
      : []),
    write('phase', 'Phase', 'choice', 150, {
      choices: choicesOf(projectPhases, phaseLabels),
      required: true,
    }),
    ...(follows
      ? [
          write('nextStep', 'Prochaine étape', 'text', 260, { max: 300 }),
          write('nextStepDue', 'Pour le', 'date', 120),
          write('nextStepOwner', 'Confiée à', 'text', 160, { max: 120 }),
        ]
      : []),
    write('productId', 'Solution', 'choice', 170, { choices: products }),
    read('schools', 'Écoles', 'number', 90),
    read('conventions', 'Conventions', 'number', 120),
    read('attached', 'Accrochées', 'number', 110),
    write('academyLeadName', 'Chef de projet académie', 'text', 190, { max: 120 }),
    write('academyLeadEmail', 'Adresse (académie)', 'text', 200, { max: 254 }),
    write('authorityLeadName', 'Chef de projet collectivité', 'text', 200, { max: 120 }),
    write('authorityLeadEmail', 'Adresse (collectivité)', 'text', 200, { max: 254 }),
    write('startsOn', 'Début', 'date', 120),
    write('endsOn', 'Fin prévue', 'date', 120),
    write('marketReference', 'Référence du marché', 'text', 190, { max: 120 }),
    write('marketEndsOn', 'Fin du marché', 'date', 130),
    ...own
      .filter(({ hidden }) => !hidden)
      .map(({ id, label, type, choices }) =>
        write(ownKey(id), label, type, 150, {
          ...(type === 'choice' ? { choices: choices.map((word) => ({ id: word, label: word })) } : {}),
        }),
      ),
    read('updated', 'Modifié le', 'date', 120),
  ];
  return editable ? columns : columns.map((column) => ({ ...column, editable: false }));
}

/** Values of one project, by key of column. */
export type ProjectRow = { id: string; closed: boolean; values: Record<string, string> };

/** Why a cell was not saved. */
export type CellRefusal = { projectId: string; column: string; reason: string; current?: string };
