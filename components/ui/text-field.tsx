'use client';

import { TextField as AriaTextField, Input } from 'react-aria-components/TextField';
import { FieldErrorText, FieldFrame, FieldHelp, FieldLabel, type FieldProps, INPUT } from './field';

/** One line of text. An empty field gives `''`. */
export function TextField({
  id,
  className,
  label,
  description,
  errorMessage,
  hideLabel,
  value,
  placeholder,
  inputMode,
  ...props
}: FieldProps<string> & {
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'password';
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'search';
  maxLength?: number;
  placeholder?: string;
  spellCheck?: 'true' | 'false';
  autoFocus?: boolean;
  defaultValue?: string;
}) {
  return (
    <FieldFrame id={id} className={className}>
      <AriaTextField
        {...props}
        value={value === undefined ? undefined : (value ?? '')}
        isInvalid={Boolean(errorMessage)}
        validationBehavior="aria"
        className="flex flex-col gap-1"
      >
        <FieldLabel isRequired={props.isRequired} hideLabel={hideLabel}>
          {label}
        </FieldLabel>
        <FieldHelp>{description}</FieldHelp>
        <Input className={INPUT} placeholder={placeholder} inputMode={inputMode} />
        <FieldErrorText>{errorMessage}</FieldErrorText>
      </AriaTextField>
    </FieldFrame>
  );
}
