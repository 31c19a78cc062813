import { z } from 'zod';
import { type Band, defaultBands } from './domain';

/** Bands as an académie writes them: in percent, each from its lower bound to the lower bound of the next. */
export type BandSetting = { low: number; high: number; label: string };

const points = (ratio: number) => Math.round(ratio * 1000) / 10;

/** Those of the application, in percent. */
export const defaultBandSettings: BandSetting[] = defaultBands.map(({ low, high, label }) => ({
  low: points(low),
  high: points(high),
  label,
}));

const bound = z
  .number({ error: 'Indiquez un pourcentage.' })
  .min(0, { error: 'Une borne est entre 0 et 100\u00a0%.' })
  .max(100, { error: 'Une borne est entre 0 et 100\u00a0%.' })
  .refine((value) => Number.isInteger(Math.round(value * 1000) / 100), {
    error: 'Une décimale au plus.',
  });

/** From 2 to 7 bands that cover 0 to 100 % without hole or overlap, each with its own words. */
export const bandSettings = z
  .array(
    z.object({
      low: bound,
      high: bound,
      label: z
        .string({ error: 'Nommez cette tranche.' })
        .trim()
        .min(1, { error: 'Nommez cette tranche.' })
        .max(60, { error: 'Au plus 60 caractères.' }),
    }),
  )
  .min(2, { error: 'Deux tranches au moins sont attendues.' })
  .max(7, { error: 'Sept tranches au plus se lisent sur une carte.' })
  .superRefine((bands, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (bands[0] && bands[0].low !== 0) wrong([0, 'low'], 'La première tranche commence à 0\u00a0%.');
    const last = bands.length - 1;
    if (bands[last] && bands[last].high !== 100)
      wrong([last, 'high'], 'La dernière tranche va jusqu’à 100\u00a0%.');
    const seen = new Set<string>();
    bands.forEach(({ low, high, label }, index) => {
      const before = bands[index - 1];
      if (before && low > before.high)
        wrong([index, 'low'], `Rien n’est dit de ${before.high} à ${low}\u00a0%.`);
      if (before && low < before.high)
        wrong([index, 'low'], `Cette tranche recouvre la précédente, qui va jusqu’à ${before.high}\u00a0%.`);
      if (high <= low) wrong([index, 'low'], 'Cette tranche est vide\u00a0: ses bornes doivent croître.');
      // Spaces that look alike are alike.
      const plain = label.toLowerCase().replace(/\s+/g, ' ');
      if (seen.has(plain)) wrong([index, 'label'], 'Deux tranches ne peuvent pas porter le même nom.');
      seen.add(plain);
    });
  });

/**
 * A bound in tenths of a percent divided once: the same number as the rate of 9 schools in 1,000, where 0.9 / 100
 * is a little more and would push that rate into the band below.
 */
const ratio = (percent: number) => Math.round(percent * 10) / 1000;

/** The bands of an académie as rates are compared with them. */
export const bandsOf = (settings: readonly BandSetting[]): Band[] =>
  settings.map(({ low, high, label }) => ({ low: ratio(low), high: ratio(high), label }));

/** « de 0 à 20 % : moins de 20 % », as the history says a band. */
export const bandInWords = ({ low, high, label }: BandSetting): string =>
  `${low} à ${high}\u00a0%\u00a0: ${label}`;
