'use client';

import { SwitchButton, SwitchField } from 'react-aria-components/Switch';
import { CHOICE_LABEL } from './checkbox';
import { FieldErrorText, FieldFrame, FieldHelp, type FieldProps } from './field';

/** A setting that acts at once. In a form that is sent, prefer Checkbox. */
export function Switch({
  id,
  className,
  label,
  description,
  errorMessage,
  hideLabel,
  value,
  onChange,
  ...props
}: FieldProps<boolean>) {
  return (
    <FieldFrame id={id} className={className}>
      <SwitchField
        {...props}
        isSelected={value === undefined ? undefined : Boolean(value)}
        onChange={onChange}
        isInvalid={Boolean(errorMessage)}
        validationBehavior="aria"
        className="flex flex-col"
      >
        <SwitchButton className={CHOICE_LABEL}>
          {(state) => (
            <>
              <span
                aria-hidden
                className={`mt-[0.1em] flex h-5.5 w-10 shrink-0 items-center rounded-full border p-0.5 transition-colors ${
                  state.isSelected ? 'justify-end border-accent bg-accent' : 'border-edge bg-sunken'
                }`}
              >
                <span className={`size-4 rounded-full ${state.isSelected ? 'bg-on-accent' : 'bg-edge'}`} />
              </span>
              <span className={hideLabel ? 'sr-only' : undefined}>
                {label}
                <span className="text-soft">&nbsp;: {state.isSelected ? 'oui' : 'non'}</span>
              </span>
            </>
          )}
        </SwitchButton>
        <div className="pl-[3.1rem]">
          <FieldHelp>{description}</FieldHelp>
          <FieldErrorText>{errorMessage}</FieldErrorText>
        </div>
      </SwitchField>
    </FieldFrame>
  );
}
