'use client';

import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import { POPOVER } from './popover-style';

/** The name belongs to the dialog inside; the box around it, which has no role, must not repeat it. */
const UNNAMED = { 'aria-labelledby': '' };

/** What opens beside its button and holds controls; put it after the button, in a `DialogTrigger`. */
export function PopoverPanel({
  label,
  placement = 'bottom start',
  className = '',
  children,
}: {
  label: string;
  placement?: PopoverProps['placement'];
  className?: string;
  children: ReactNode;
}) {
  return (
    <Popover className={POPOVER} placement={placement} offset={4} {...UNNAMED}>
      <Dialog aria-label={label} className={`outline-none ${className}`}>
        {children}
      </Dialog>
    </Popover>
  );
}
