'use client';

import { DateField } from '@/components/ui/date-field';
import { NumberField } from '@/components/ui/number-field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import type { TemplateVariable } from '@/server/conventions/template/types';
import type { FieldValue } from './parts';

/** The first letter as a capital: labels of the template are written as inside a sentence. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The control that fits the type of a field. */
export function FieldControl({
  id = 'champ-ouvert',
  variable,
  value,
  errorMessage,
  onChange,
  onBlur,
}: {
  /** Where several stand on one page. */
  id?: string;
  variable: TemplateVariable;
  value: FieldValue;
  errorMessage: string | undefined;
  onChange: (value: FieldValue) => void;
  onBlur: () => void;
}) {
  const { type, options = [] } = variable;
  const unit = type === 'money' ? ' (en euros)' : '';
  const common = {
    id,
    label: `${capital(variable.label)}${unit}`,
    description: <Help variable={variable} />,
    isRequired: variable.required,
    errorMessage,
    onBlur,
  };
  const text = typeof value === 'string' ? value : value === null ? '' : String(value);
  const number = typeof value === 'number' ? value : null;
  switch (type) {
    case 'longtext':
      return <TextArea {...common} rows={4} value={text} onChange={onChange} />;
    case 'date':
      return <DateField {...common} value={text || null} onChange={onChange} />;
    case 'number':
    case 'money':
      return (
        <NumberField
          {...common}
          value={number}
          onChange={onChange}
          {...(variable.min === undefined ? {} : { minValue: variable.min })}
          {...(variable.max === undefined ? {} : { maxValue: variable.max })}
        />
      );
    case 'boolean':
      return (
        <RadioGroup
          {...common}
          value={value === true ? 'oui' : value === false ? 'non' : null}
          onChange={(picked) => onChange(picked === 'oui')}
          choices={[
            { id: 'oui', label: 'Oui' },
            { id: 'non', label: 'Non' },
          ]}
        />
      );
    case 'choice': {
      const choices = options.map(({ value: id, label }) => ({ id, label: capital(label) }));
      const props = { ...common, value: text || null, onChange, choices };
      return choices.length <= 6 ? <RadioGroup {...props} /> : <Select {...props} />;
    }
    default:
      return (
        <TextField {...common} type={type === 'email' ? 'email' : 'text'} value={text} onChange={onChange} />
      );
  }
}

function Help({ variable: { help, example, type, whenEmpty, required } }: { variable: TemplateVariable }) {
  const shown = !['choice', 'boolean', 'date'].includes(type) && example !== '';
  return (
    <>
      {help}
      {shown && (
        <span className="block whitespace-pre-line">
          {'Exemple\u00a0: '}
          {example}
        </span>
      )}
      {!required && (
        <span className="block">
          {whenEmpty ? `Laissé vide, le texte dira\u00a0: «\u00a0${whenEmpty}\u00a0».` : 'Peut rester vide.'}
        </span>
      )}
    </>
  );
}
