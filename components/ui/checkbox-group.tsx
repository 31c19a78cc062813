'use client';

import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup as AriaCheckboxGroup, Text } from 'react-aria-components/CheckboxGroup';
import { CHOICE_LABEL, CheckMark } from './checkbox';
import { FieldErrorText, FieldFrame, FieldHelp, FieldLabel, type FieldProps } from './field';
import type { Choice } from './select';

/** Several values among a few. */
export function CheckboxGroup<V extends string>({
  id,
  className,
  label,
  description,
  errorMessage,
  hideLabel,
  value,
  onChange,
  choices,
  orientation = 'vertical',
  ...props
}: FieldProps<V[]> & { choices: readonly Choice<V>[]; orientation?: 'vertical' | 'horizontal' }) {
  return (
    <FieldFrame id={id} className={className}>
      <AriaCheckboxGroup
        {...props}
        value={value === null ? [] : value}
        onChange={(next) => onChange?.(next as V[])}
        isInvalid={Boolean(errorMessage)}
        validationBehavior="aria"
        className="flex flex-col gap-1"
      >
        <FieldLabel elementType="span" isRequired={props.isRequired} hideLabel={hideLabel}>
          {label}
        </FieldLabel>
        <FieldHelp>{description}</FieldHelp>
        <div className={orientation === 'horizontal' ? 'flex flex-wrap gap-x-6' : 'flex flex-col'}>
          {choices.map((choice) => (
            <CheckboxField key={choice.id} value={choice.id} isDisabled={choice.isDisabled}>
              <CheckboxButton className={CHOICE_LABEL}>
                {(state) => (
                  <>
                    <CheckMark isSelected={state.isSelected} />
                    <span>{choice.label}</span>
                  </>
                )}
              </CheckboxButton>
              {choice.detail && (
                <Text slot="description" className="-mt-1 mb-1 block pl-[1.8rem] text-soft text-sm">
                  {choice.detail}
                </Text>
              )}
            </CheckboxField>
          ))}
        </div>
        <FieldErrorText>{errorMessage}</FieldErrorText>
      </AriaCheckboxGroup>
    </FieldFrame>
  );
}
