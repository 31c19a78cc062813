import { buttonStyle } from '@/components/ui/button-style';
import { INPUT } from '@/components/ui/field';

/** Works without JavaScript: someone who received a paper copy may have an old phone. */
export function VerificationForm({ number = '' }: { number?: string }) {
  return (
    <form method="get" action="/verification" className="flex flex-wrap items-end gap-3">
      <div className="flex flex-col gap-1">
        <label htmlFor="numero" className="font-semibold">
          Numéro de la convention
        </label>
        <input id="numero" name="numero" defaultValue={number} required maxLength={32} className={INPUT} />
      </div>
      <button type="submit" className={buttonStyle('primary', 'md', false)}>
        Vérifier
      </button>
    </form>
  );
}
