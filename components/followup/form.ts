import type { FollowUpKind } from '@/server/followup/domain';
import type { FollowUpChoices } from '@/server/followup/queries';

/** Value of the owner's list for somebody who has no account: a name is then typed. */
export const FREE_NAME = 'libre';

/** Fields of a step as the form holds them. */
export type StepValues = { text: string; dueOn: string | null; owner: string | null; ownerName: string };

export type EntryValues = {
  kind: FollowUpKind;
  on: string | null;
  text: string;
  participants: string;
  shared: 'internal' | 'shared';
  link: string | null;
};

export const emptyStep: StepValues = { text: '', dueOn: null, owner: null, ownerName: '' };

/** What the procedures receive of a step. */
export const stepInput = (step: StepValues) => ({
  text: step.text,
  dueOn: step.dueOn,
  ownerMembershipId: step.owner === FREE_NAME ? null : step.owner,
  ownerName: step.owner === FREE_NAME ? step.ownerName : null,
});

/** What the procedures receive of a line; its link is a convention or a school of the project. */
export const entryInput = ({ link, shared, ...values }: EntryValues) => ({
  ...values,
  on: values.on ?? '',
  shared: shared === 'shared',
  conventionId: link?.startsWith('c:') ? link.slice(2) : null,
  uai: link?.startsWith('e:') ? link.slice(2) : null,
});

/** People who may be given a step; the carrier's only once the line is shared with it. */
export const ownerChoices = ({ owners }: Pick<FollowUpChoices, 'owners'>, shared: boolean) => [
  ...owners.map((one) => ({
    id: one.membershipId,
    label: one.name,
    detail:
      one.side === 'authority' && !shared
        ? `${one.organisation}\u00a0: partagez d’abord avec la collectivité`
        : one.organisation,
    isDisabled: one.side === 'authority' && !shared,
  })),
  { id: FREE_NAME, label: 'Quelqu’un sans compte…' },
];

export const linkChoices = ({ conventions, schools }: FollowUpChoices) => [
  ...conventions.map(({ id, number, title }) => ({
    id: `c:${id}`,
    label: `Convention ${number}`,
    detail: title,
  })),
  ...schools.map(({ uai, name, communeName }) => ({
    id: `e:${uai}`,
    label: name,
    detail: `${uai} · ${communeName}`,
  })),
];

/** Fields of a refusal, under the names of the form. */
export const underFormNames = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([path, message]) => [
      path.replace(/ownerMembershipId$/, 'owner').replace(/^(conventionId|uai)$/, 'link'),
      message,
    ]),
  );
