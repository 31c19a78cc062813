'use client';

import { TextArea as AriaTextArea, TextField } from 'react-aria-components/TextField';
import { FieldErrorText, FieldFrame, FieldHelp, FieldLabel, type FieldProps, INPUT } from './field';
import { counted } from './format';

/** Several lines of text; grows with what is written. With `maxLength`, what is left is shown near the end. */
export function TextArea({
  id,
  className,
  label,
  description,
  errorMessage,
  hideLabel,
  value,
  rows = 4,
  placeholder,
  ...props
}: FieldProps<string> & {
  rows?: number;
  maxLength?: number;
  placeholder?: string;
  autoFocus?: boolean;
  defaultValue?: string;
}) {
  const left = props.maxLength === undefined ? null : props.maxLength - (value?.length ?? 0);
  return (
    <FieldFrame id={id} className={className}>
      <TextField
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
        <AriaTextArea
          rows={rows}
          placeholder={placeholder}
          className={`${INPUT} field-sizing-content max-h-[70vh] min-h-[4lh] resize-y leading-relaxed`}
        />
        {left !== null && left < 200 && (
          <p className="text-soft text-sm">
            {counted(Math.max(left, 0), 'caractère restant', 'caractères restants')}
          </p>
        )}
        <FieldErrorText>{errorMessage}</FieldErrorText>
      </TextField>
    </FieldFrame>
  );
}
