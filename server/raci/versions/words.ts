import { counted } from '@/server/french';

/** Errors told one by one in a refusal; beyond, they are counted. */
const told = 5;

/** « 2 points à corriger : … ». */
export function errorsInWords(errors: readonly string[]): string {
  const left = errors.length - told;
  return [
    `${counted(errors.length, 'point à corriger', 'points à corriger')}.`,
    ...errors.slice(0, told),
    ...(left > 0 ? [`Et ${counted(left, 'autre')}.`] : []),
  ].join(' ');
}
