'use client';

import { FileText, Upload, X } from 'lucide-react';
import { useState } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { isFileDropItem } from 'react-aria-components/useDrop';
import { Button, IconButton } from './button';
import { FieldFrame, type FieldProps } from './field';
import { FieldMessage } from './field-message';
import { formatBytes } from './format';

/** Files chosen or dragged here. The value is the list of files (`File[]`). */
export function FileDrop({
  id,
  className,
  label,
  description,
  errorMessage,
  value,
  onChange,
  accept,
  isMultiple = false,
  maxBytes,
  isRequired,
  isDisabled,
}: Omit<FieldProps<File[]>, 'hideLabel' | 'name' | 'onBlur'> & {
  /** MIME types or extensions: `['text/csv', '.csv']`. */
  accept?: readonly string[];
  isMultiple?: boolean;
  maxBytes?: number;
}) {
  const [own, setOwn] = useState<File[]>([]);
  const [refused, setRefused] = useState<string>();
  const files = value ?? own;
  const labelId = `${id ?? 'fichier'}-label`;

  function change(next: File[]) {
    setOwn(next);
    onChange?.(next);
  }
  function add(added: File[]) {
    const tooLarge = added.find((file) => maxBytes !== undefined && file.size > maxBytes);
    if (tooLarge && maxBytes !== undefined) {
      setRefused(
        `«\u00a0${tooLarge.name}\u00a0» pèse ${formatBytes(tooLarge.size)}\u00a0: la limite est de ${formatBytes(maxBytes)}.`,
      );
      return;
    }
    setRefused(undefined);
    change(isMultiple ? [...files, ...added] : added.slice(0, 1));
  }

  return (
    <FieldFrame id={id} className={className}>
      <div className="flex flex-col gap-1">
        <span id={labelId} className="font-semibold">
          {label}
          {isRequired && <span className="font-normal text-soft text-sm"> (obligatoire)</span>}
        </span>
        {description && <p className="text-soft text-sm">{description}</p>}
        <DropZone
          aria-label="Déposer un fichier&nbsp;:"
          aria-labelledby={labelId}
          isDisabled={isDisabled}
          onDrop={async (event) => {
            add(await Promise.all(event.items.filter(isFileDropItem).map((item) => item.getFile())));
          }}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-edge border-dashed bg-surface px-4 py-4 data-drop-target:border-2 data-drop-target:border-accent data-drop-target:bg-accent-soft"
        >
          <FileTrigger
            acceptedFileTypes={accept}
            allowsMultiple={isMultiple}
            onSelect={(list) => list && add(Array.from(list))}
          >
            <Button size="sm" icon={<Upload aria-hidden />} aria-describedby={labelId}>
              {files.length > 0 && !isMultiple
                ? 'Changer de fichier'
                : isMultiple
                  ? 'Choisir des fichiers'
                  : 'Choisir un fichier'}
            </Button>
          </FileTrigger>
          <Text slot="label" className="text-soft text-sm">
            {isMultiple ? 'ou déposez-les ici' : 'ou déposez-le ici'}
            {maxBytes !== undefined && ` (${formatBytes(maxBytes)} au plus)`}
          </Text>
        </DropZone>
        {files.length > 0 && (
          <ul className="flex flex-col gap-1">
            {files.map((file) => (
              <li
                key={`${file.name}-${file.lastModified}`}
                className="flex items-center gap-2 rounded-md bg-sunken pl-3"
              >
                <FileText aria-hidden className="size-4 shrink-0 text-soft" />
                <span className="min-w-0 flex-1 truncate">{file.name}</span>
                <span className="tabular text-soft text-sm">{formatBytes(file.size)}</span>
                <IconButton
                  label={`Retirer ${file.name}`}
                  icon={<X aria-hidden />}
                  onPress={() => change(files.filter((kept) => kept !== file))}
                />
              </li>
            ))}
          </ul>
        )}
        <FieldMessage>{refused ?? errorMessage}</FieldMessage>
      </div>
    </FieldFrame>
  );
}
