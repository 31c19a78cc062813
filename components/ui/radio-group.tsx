'use client';

import {
  RadioGroup as AriaRadioGroup,
  RadioButton,
  RadioField,
  Text,
} from 'react-aria-components/RadioGroup';
import { CHOICE_LABEL } from './checkbox';
import { FieldErrorText, FieldFrame, FieldHelp, FieldLabel, type FieldProps } from './field';
import type { Choice } from './select';

/** One value among a few that deserve to be all seen. */
export function RadioGroup<V extends string>({
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
}: FieldProps<V | null> & { choices: readonly Choice<V>[]; orientation?: 'vertical' | 'horizontal' }) {
  return (
    <FieldFrame id={id} className={className}>
      <AriaRadioGroup
        {...props}
        value={value}
        onChange={(next) => onChange?.(next as V)}
        orientation={orientation}
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
            <RadioField key={choice.id} value={choice.id} isDisabled={choice.isDisabled}>
              <RadioButton className={CHOICE_LABEL}>
                {(state) => (
                  <>
                    <span
                      aria-hidden
                      className={`mt-[0.2em] size-[1.15rem] shrink-0 rounded-full bg-surface ${
                        state.isSelected
                          ? 'border-[0.35rem] border-accent'
                          : 'border border-edge group-hover:border-ink'
                      }`}
                    />
                    <span>{choice.label}</span>
                  </>
                )}
              </RadioButton>
              {choice.detail && (
                <Text slot="description" className="-mt-1 mb-1 block pl-[1.8rem] text-soft text-sm">
                  {choice.detail}
                </Text>
              )}
            </RadioField>
          ))}
        </div>
        <FieldErrorText>{errorMessage}</FieldErrorText>
      </AriaRadioGroup>
    </FieldFrame>
  );
}
