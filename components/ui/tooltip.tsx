'use client';

import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, type TooltipProps, TooltipTrigger } from 'react-aria-components/Tooltip';

/** A short hint on hover and on keyboard focus. Never the only place of something that matters. */
export function Tooltip({
  text,
  children,
  placement = 'top',
}: {
  text: string;
  /** One focusable control of this kit (Button, IconButton). */
  children: ReactNode;
  placement?: TooltipProps['placement'];
}) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="max-w-72 rounded-md bg-ink px-2.5 py-1.5 text-sm text-ground shadow-overlay"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
