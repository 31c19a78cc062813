import type { Tone } from '@/components/ui/tone';
import type { AgreementState, CellState } from '@/server/raci/agreement/domain';

/** Colour and icon of the agreement of a column or of a matrix. */
export const agreementTones: Record<AgreementState, Tone> = {
  agreed: 'success',
  objected: 'danger',
  to_review: 'warning',
  waiting: 'neutral',
  nothing: 'neutral',
};

/** The same for one cell. */
export const stateTones: Record<CellState, Tone> = {
  accepted: 'success',
  objected: 'danger',
  to_review: 'warning',
  waiting: 'neutral',
  none: 'neutral',
};
