'use client';

import { memo } from 'react';
import { cellOf, phaseLabels, phases, type RaciMatrix } from '@/server/raci/domain';
import { formatLetters } from '@/server/raci/letters';
import { useLetters } from './letters';

/** Rows that hold on one sheet; beyond, each phase begins its own. */
const ONE_SHEET = 40;

/** The whole matrix on paper, lying: the grid on screen draws only the rows in sight. */
export const PrintedMatrix = memo(function PrintedMatrix({ matrix }: { matrix: RaciMatrix }) {
  const letters = useLetters();
  const { actors, activities } = matrix;
  const isLong = activities.length > ONE_SHEET;
  return (
    <table className="hidden w-full border-collapse text-xs print:table print:[page:lying]">
      <caption className="sr-only">Matrice des responsabilités</caption>
      <thead>
        <tr>
          <th scope="col" className="border-line border-b p-1 text-left align-bottom">
            Activité
          </th>
          {actors.map(({ key, label }) => (
            <th key={key} scope="col" className="border-line border-b p-1 text-center align-bottom">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      {phases
        .map((phase) => ({ phase, rows: activities.filter((one) => one.phase === phase) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ phase, rows }, index) => (
          <tbody key={phase} className={isLong && index > 0 ? 'break-before-page' : undefined}>
            <tr className="break-after-avoid">
              <th scope="rowgroup" colSpan={actors.length + 1} className="bg-sunken p-1 text-left">
                {phaseLabels[phase]}
              </th>
            </tr>
            {rows.map((activity) => (
              <tr key={activity.key} className="break-inside-avoid">
                <th scope="row" className="border-line border-b p-1 text-left font-normal">
                  {activity.number}. {activity.label}
                </th>
                {actors.map(({ key }) => (
                  <td key={key} className="border-line border-b p-1 text-center font-bold">
                    {formatLetters(cellOf(activity, key), letters)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
    </table>
  );
});
