'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Select as AriaSelect, Button, Popover, SelectValue } from 'react-aria-components/Select';
import { FieldErrorText, FieldFrame, FieldHelp, FieldLabel, type FieldProps, INPUT } from './field';
import { OPTION, POPOVER } from './popover-style';

/** One choice: `id` is the value, `label` what is read, `detail` a second line. */
export type Choice<V extends string = string> = {
  id: V;
  label: string;
  detail?: string;
  isDisabled?: boolean;
};
export type ChoiceGroup<V extends string = string> = { label: string; choices: readonly Choice<V>[] };

/** One choice of a list, as in any list of options. */
export function ChoiceItem({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem
      id={choice.id}
      textValue={choice.label}
      isDisabled={choice.isDisabled}
      className={`${OPTION} group/option`}
    >
      <span className="min-w-0 flex-1">
        {choice.label}
        {choice.detail && <span className="block font-normal text-soft text-sm">{choice.detail}</span>}
      </span>
      <Check
        aria-hidden
        className="invisible mt-1 size-4 shrink-0 text-accent group-data-selected/option:visible"
      />
    </ListBoxItem>
  );
}

/** One value among a few known ones (up to twenty or so; beyond, ComboBox). Nothing chosen is `null`. */
export function Select<V extends string>({
  id,
  className,
  label,
  description,
  errorMessage,
  hideLabel,
  value,
  onChange,
  choices,
  groups,
  placeholder = 'Choisir…',
  ...props
}: FieldProps<V | null> & {
  choices?: readonly Choice<V>[];
  groups?: readonly ChoiceGroup<V>[];
  placeholder?: string;
}) {
  return (
    <FieldFrame id={id} className={className}>
      <AriaSelect
        {...props}
        value={value === undefined ? undefined : value}
        onChange={(key) => onChange?.(key === null ? null : (String(key) as V))}
        placeholder={placeholder}
        isInvalid={Boolean(errorMessage)}
        validationBehavior="aria"
        className="group flex flex-col gap-1"
      >
        <FieldLabel isRequired={props.isRequired} hideLabel={hideLabel}>
          {label}
        </FieldLabel>
        <FieldHelp>{description}</FieldHelp>
        <Button
          className={`${INPUT} flex cursor-pointer items-center justify-between gap-2 text-left hover:border-ink group-data-invalid:border-2 group-data-invalid:border-danger`}
        >
          <SelectValue className="truncate data-placeholder:text-soft">
            {({ selectedText, defaultChildren, isPlaceholder }) =>
              isPlaceholder ? defaultChildren : selectedText
            }
          </SelectValue>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-soft" />
        </Button>
        <FieldErrorText>{errorMessage}</FieldErrorText>
        <Popover className={POPOVER} offset={4}>
          <ListBox className="p-1 outline-none">
            {choices?.map((choice) => (
              <ChoiceItem key={choice.id} choice={choice} />
            ))}
            {groups?.map((group) => (
              <ListBoxSection key={group.label} id={group.label}>
                <Header className="px-2.5 pt-2 pb-1 font-semibold text-soft text-sm">{group.label}</Header>
                {group.choices.map((choice) => (
                  <ChoiceItem key={choice.id} choice={choice} />
                ))}
              </ListBoxSection>
            ))}
          </ListBox>
        </Popover>
      </AriaSelect>
    </FieldFrame>
  );
}
