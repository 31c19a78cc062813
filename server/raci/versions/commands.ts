import { change, type PersonAct } from '@/server/audit/journal';
import { freezeVersion } from './freeze';

/** Freezes the matrix of a project as it was shown: what annexe A2 of its conventions prints from now on. */
export async function freezeMatrix(
  act: PersonAct,
  { id, note, version }: { id: string; note?: string | undefined; version: number },
): Promise<{ number: number; created: boolean }> {
  return change(act, async (tx) => {
    const { journal, ...result } = await freezeVersion(tx, act, id, {
      note: note?.trim() || null,
      seen: version,
    });
    return { result, journal };
  });
}
