'use client';

import { Download, FileSpreadsheet, FileText, Printer, Upload } from 'lucide-react';
import { Menu, type MenuEntry } from '@/components/ui/menu';

/** The matrix to a spreadsheet, to a PDF, to the printer; a spreadsheet into the matrix. */
export function ExchangeMenu({
  projectId,
  canEdit,
  version,
}: {
  projectId: string;
  canEdit: boolean;
  /** Number of a frozen version, to have that one instead of the matrix as it stands. */
  version?: number;
}) {
  const base = `/responsabilites/${projectId}`;
  const query = version === undefined ? '' : `?version=${version}`;
  const get = (format: string) => () => window.location.assign(`${base}/matrice.${format}${query}`);
  const entries: MenuEntry[] = [
    {
      id: 'pdf',
      label: 'PDF',
      detail: 'En paysage, à joindre ou à imprimer',
      icon: <FileText aria-hidden />,
      onAction: () => window.open(`${base}/matrice.pdf${query}`, '_blank', 'noopener'),
    },
    {
      id: 'xlsx',
      label: 'Classeur (XLSX)',
      detail: 'Peut être modifié puis importé',
      icon: <FileSpreadsheet aria-hidden />,
      onAction: get('xlsx'),
    },
    { id: 'csv', label: 'Tableau (CSV)', icon: <FileSpreadsheet aria-hidden />, onAction: get('csv') },
    {
      id: 'imprimer',
      label: 'Imprimer cette page',
      icon: <Printer aria-hidden />,
      onAction: () => window.print(),
    },
    ...(canEdit
      ? [
          {
            id: 'importer',
            label: 'Importer un tableau…',
            detail: 'CSV ou XLSX, montré ligne par ligne avant d’être écrit',
            icon: <Upload aria-hidden />,
            href: `${base}/import`,
            separated: true,
          },
        ]
      : []),
  ];
  return (
    <Menu
      label="Exporter ou importer la matrice"
      buttonText={canEdit ? 'Exporter, importer' : 'Exporter'}
      icon={<Download aria-hidden />}
      entries={entries}
    />
  );
}
