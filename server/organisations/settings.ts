import { z } from 'zod';
import { defaultAafPolicy } from '../aaf/domain';
import { defaultAlertSettings } from '../alerts/domain';
import { DEFAULT_THRESHOLD } from '../audience/domain';
import { bandSettings, defaultBandSettings } from '../coverage/bands';
import { DEFAULT_SHARE } from '../raci/rules';

const days = z
  .int({ error: 'Indiquez un nombre de jours entier.' })
  .min(1, { error: 'Le délai est d’au moins un jour.' })
  .max(365, { error: 'Le délai est d’au plus un an.' });

/**
 * What an académie settles for itself. Every key has a default, so that an empty object is a whole setting
 * (DOMAIN: common practice is configurable).
 */
const alertDays = z
  .int({ error: 'Indiquez un nombre de jours entier.' })
  .min(1, { error: 'Le délai est d’au moins un jour.' })
  .max(730, { error: 'Le délai est d’au plus deux ans.' });

/** When an alert begins, and how often it is recalled. */
const alertSettings = z.object({
  endMonths: z
    .array(
      z
        .int({ error: 'Indiquez un nombre de mois entier.' })
        .min(1, { error: 'Une alerte précède la fin d’au moins un mois.' })
        .max(36, { error: 'Une alerte précède la fin d’au plus trois ans.' }),
    )
    .length(3, { error: 'Trois alertes sont attendues.' })
    .refine((all) => all.every((months, rank) => rank === 0 || months < (all[rank - 1] ?? 0)), {
      error: 'Les alertes se rangent de la plus éloignée à la plus proche.',
    }),
  opinionSoonDays: alertDays,
  signatureDays: alertDays,
  waitingDays: alertDays,
  suspendedDays: alertDays,
  reminderCooldownDays: alertDays,
});

const years = z
  .int({ error: 'Indiquez un nombre d’années entier.' })
  .min(1, { error: 'La durée de conservation est d’au moins un an.' })
  .max(100, { error: 'La durée de conservation est d’au plus cent ans.' });

/** Years to keep each kind of document after the end (DOMAIN §9: configurable; our figures are to be confirmed). */
export const retentionSettings = z.object({
  convention: years.default(10),
  deliberation: years.default(10),
  agreement: years.default(5),
  reversibility: years.default(5),
  abandoned: years.default(2),
  /** The académie has confirmed these figures with its archives. */
  confirmed: z.boolean().default(false),
});
export const defaultRetention = {
  convention: 10,
  deliberation: 10,
  agreement: 5,
  reversibility: 5,
  abandoned: 2,
  confirmed: false,
};

const defaultRaci = { letters: 'RACI', sharePercent: DEFAULT_SHARE * 100 };

/** The letters of the four meanings in the order R A C I, and the share beyond which one actor answers for too much. */
export const raciSettings = z.object({
  letters: z
    .string({ error: 'Indiquez quatre lettres.' })
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{4}$/, { error: 'Indiquez quatre lettres, sans accent\u00a0: RACI, ARCI…' })
    .refine((letters) => new Set(letters).size === 4, { error: 'Les quatre lettres sont différentes.' })
    .default(defaultRaci.letters),
  /** In percent of the activities. */
  sharePercent: z
    .int({ error: 'Indiquez un pourcentage entier.' })
    .min(10, { error: 'Le seuil est d’au moins 10\u00a0%.' })
    .max(100, { error: 'Le seuil est d’au plus 100\u00a0%.' })
    .default(defaultRaci.sharePercent),
});

export const academySettingsSchema = z.object({
  retention: retentionSettings.default(defaultRetention),
  /** Days given to each reviewer, counted from the request. */
  opinionDelayDays: z
    .object({
      dpo: days.default(30),
      legal: days.default(15),
      dsi: days.default(15),
      dsden: days.default(15),
      expert: days.default(21),
    })
    .default({ dpo: 30, legal: 15, dsi: 15, dsden: 15, expert: 21 }),
  /** What the AAF checklist asks beyond the hard conditions. */
  aaf: z
    .object({ article28: z.boolean(), register: z.boolean(), conformityProof: z.boolean() })
    .default(defaultAafPolicy),
  /** Visits or users below this are masked, wherever an audience is shown. */
  audienceThreshold: z
    .int({ error: 'Indiquez un nombre entier.' })
    .min(1, { error: 'Le seuil est d’au moins 1\u00a0: rien n’est alors masqué.' })
    .max(1000, { error: 'Le seuil est d’au plus 1\u202f000.' })
    .default(DEFAULT_THRESHOLD),
  /** The académie publishes its coverage on the public page. */
  publicCoverage: z.boolean().default(false),
  /** How coverage is put in words on the pages of the académie (DOMAIN §6); what is published keeps its own. */
  coverageBands: bandSettings.default(defaultBandSettings),
  /** How matrices of responsibilities are written and watched (DOMAIN §5). */
  raci: raciSettings.default(defaultRaci),
  alerts: alertSettings.default({ ...defaultAlertSettings, endMonths: [...defaultAlertSettings.endMonths] }),
});

export type AcademySettings = z.output<typeof academySettingsSchema>;

/** The settings kept on an académie's row, defaults filled in. */
export function academySettings(stored: unknown): AcademySettings {
  return academySettingsSchema.parse(stored ?? {});
}
