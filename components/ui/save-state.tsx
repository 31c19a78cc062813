import { CircleCheck, CircleDot, LoaderCircle, TriangleAlert } from 'lucide-react';
import { formatTime } from './format';

export type Saving =
  | { state: 'saved'; at: Date | string | null }
  | { state: 'dirty' }
  | { state: 'saving' }
  | { state: 'failed'; reason: string };

/** Whether what was typed is safe: « Enregistré à 14 h 32 », « Non enregistré : connexion perdue ». */
export function SaveState({ saving }: { saving: Saving }) {
  return (
    <p role="status" className="inline-flex items-center gap-1.5 text-sm [&_svg]:size-4 [&_svg]:shrink-0">
      {saving.state === 'saved' && (
        <>
          <CircleCheck aria-hidden className="text-success" />
          <span className="text-soft">
            {saving.at ? `Enregistré à ${formatTime(saving.at)}` : 'Enregistré'}
          </span>
        </>
      )}
      {saving.state === 'dirty' && (
        <>
          <CircleDot aria-hidden className="text-soft" />
          <span className="text-soft">Modifications en cours</span>
        </>
      )}
      {saving.state === 'saving' && (
        <>
          <LoaderCircle aria-hidden className="animate-spin text-soft" />
          <span className="text-soft">Enregistrement…</span>
        </>
      )}
      {saving.state === 'failed' && (
        <>
          <TriangleAlert aria-hidden className="text-danger" />
          <span className="font-semibold text-danger">Non enregistré&nbsp;: {saving.reason}</span>
        </>
      )}
    </p>
  );
}
