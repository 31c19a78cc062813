import { longDate } from '../calendar';
import { civilDate } from '../clock';
import { AppError } from '../errors';

/** Says that bytes gave place to a tombstone: name, hash and facts stay (DOMAIN §9, retention). Every door asks it. */
export function refuseEliminated(file: { name: string; sha256: string; eliminatedAt: Date | null }): void {
  if (!file.eliminatedAt) return;
  throw new AppError(
    'gone',
    `« ${file.name} » a été éliminé le ${longDate(civilDate(file.eliminatedAt))}, à l’issue de sa durée de conservation. Son empreinte reste connue : ${file.sha256}.`,
  );
}
