'use client';

import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { StructureEdit } from '@/server/raci/structure/schema';
import type { Matrix } from '../cell-rows';

/** What a form of rows or columns is given: the errors of its fields, and where its edit goes. */
export type FormOf = {
  errors: Readonly<Record<string, string>>;
  /** Sends an edit; `done` is said when it has been accepted. */
  send: (edit: StructureEdit, done: string) => void;
  matrix: Matrix;
};

/** A few fields and the button that sends them. */
export function Fields({
  onSubmit,
  act,
  tone = 'primary',
  children,
}: {
  onSubmit: () => void;
  act: string;
  tone?: 'primary' | 'danger';
  children: ReactNode;
}) {
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {children}
      <div className="flex justify-end gap-3">
        <Button type="submit" variant={tone}>
          {act}
        </Button>
      </div>
    </form>
  );
}
