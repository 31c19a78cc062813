import { Fragment } from 'react';
import type { ContentRaci } from '@/server/documents/content';

/** A frozen matrix as a plain table, with its legend: to read and to print, nothing to change. */
export function FrozenTable({ content, name }: { content: ContentRaci; name: string }) {
  const { actors, phases, legend } = content;
  return (
    <div className="flex flex-col gap-3">
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {legend.map(({ letter, meaning }) => (
          <div key={letter} className="flex items-baseline gap-1.5">
            <dt className="font-bold text-base">{letter}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <section
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-md border border-line bg-surface print:overflow-visible"
      >
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">{name}</caption>
          <thead>
            <tr className="bg-sunken">
              <th scope="col" className="min-w-52 px-3 py-2 text-left align-bottom">
                Activité
              </th>
              {actors.map(({ key, label }) => (
                <th key={key} scope="col" className="min-w-20 px-2 py-2 text-center align-bottom">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {phases.map((phase) => (
              <Fragment key={phase.label}>
                <tr>
                  <th
                    scope="colgroup"
                    colSpan={actors.length + 1}
                    className="border-line border-t bg-accent-soft px-3 py-1 text-left text-accent"
                  >
                    {phase.label}
                  </th>
                </tr>
                {phase.activities.map((activity) => (
                  <tr key={activity.number} className="border-line border-t break-inside-avoid">
                    <th scope="row" className="px-3 py-1.5 text-left font-normal">
                      <span className="tabular mr-1.5 text-soft">{activity.number}</span>
                      {activity.label}
                    </th>
                    {actors.map(({ key }) => (
                      <td key={key} className="px-2 py-1.5 text-center font-bold text-base">
                        {activity.cells[key] ?? ''}
                      </td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
