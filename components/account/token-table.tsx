import { StateBadge } from '@/components/ui/badge';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate, formatDateTime } from '@/components/ui/format';
import type { Tone } from '@/components/ui/tone';
import { RevokeToken } from './revoke-token';

export type TokenLine = {
  id: string;
  name: string;
  canWrite: boolean;
  hat: string;
  createdAt: Date;
  expiresOn: string;
  lastUsedAt: Date | null;
  state: 'active' | 'expired' | 'revoked';
};

const states: Record<TokenLine['state'], { label: string; tone: Tone }> = {
  active: { label: 'Actif', tone: 'success' },
  expired: { label: 'Expiré', tone: 'neutral' },
  revoked: { label: 'Révoqué', tone: 'neutral' },
};

const columns: Column[] = [
  { key: 'name', label: 'Jeton' },
  { key: 'state', label: 'État' },
  { key: 'scope', label: 'Portée', wideOnly: true },
  { key: 'expires', label: 'Valable jusqu’au' },
  { key: 'used', label: 'Dernier usage', wideOnly: true },
  { key: 'act', label: 'Acte', align: 'end' },
];

const noun = ['jeton', 'jetons'] as const;

/** The tokens of one person, living and past. */
export function TokenTable({ tokens }: { tokens: readonly TokenLine[] }) {
  return (
    <DataTable
      id="jetons"
      caption="Jetons d’accès"
      columns={columns}
      noun={noun}
      empty={
        <EmptyState title="Aucun jeton" level={3}>
          Créez-en un lorsqu’un programme doit lire ou écrire à votre place.
        </EmptyState>
      }
      rows={tokens.map((token) => ({
        id: token.id,
        name: token.name,
        cells: {
          name: (
            <>
              {token.name}
              <span className="block font-normal text-soft text-sm">
                {token.hat}, créé le {formatDate(token.createdAt)}
              </span>
            </>
          ),
          state: <StateBadge tone={states[token.state].tone}>{states[token.state].label}</StateBadge>,
          scope: token.canWrite ? 'Lecture et écriture' : 'Lecture',
          expires: formatDate(token.expiresOn),
          used: token.lastUsedAt ? formatDateTime(token.lastUsedAt) : 'Jamais',
          act: token.state === 'active' ? <RevokeToken id={token.id} name={token.name} /> : '–',
        },
      }))}
    />
  );
}
