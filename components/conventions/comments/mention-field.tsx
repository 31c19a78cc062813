'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc';
import { ComboBox } from '@/components/ui/combo-box';
import { TextArea } from '@/components/ui/text-area';
import { roleLabels } from '@/server/access/roles';
import type { Comments } from './comments';

export type Words = { body: string; mentions: string[] };
export const noWords: Words = { body: '', mentions: [] };

/** A message, and whom it mentions: chosen among those who will be able to read it. */
export function WordsField({
  comments,
  visibility,
  label,
  value,
  error,
  onChange,
}: {
  comments: Comments;
  visibility: 'internal' | 'shared';
  label: string;
  value: Words;
  error: string | undefined;
  onChange: (value: Words) => void;
}) {
  const trpc = useTRPC();
  const people = useQuery(trpc.review.mentionable.queryOptions({ id: comments.id, visibility }));
  const [turn, setTurn] = useState(0);
  const choices = (people.data ?? []).map(({ userId, name, role, organisation }) => ({
    id: userId,
    label: name,
    detail: `${roleLabels[role]}, ${organisation}`,
  }));
  return (
    <div className="flex flex-col gap-3">
      <TextArea
        label={label}
        rows={3}
        isRequired
        value={value.body}
        onChange={(body) => onChange({ ...value, body })}
        errorMessage={error}
      />
      <ComboBox
        key={turn}
        label="Mentionner une personne"
        description="Elle reçoit un courriel avec un lien vers ce commentaire."
        choices={choices}
        value={null}
        onChange={(userId) => {
          const person = choices.find(({ id }) => id === userId);
          if (!person || !userId) return;
          const space = value.body === '' || /\s$/.test(value.body) ? '' : ' ';
          onChange({
            body: `${value.body}${space}@${person.label} `,
            mentions: [...new Set([...value.mentions, userId])],
          });
          setTurn(turn + 1);
        }}
      />
    </div>
  );
}
