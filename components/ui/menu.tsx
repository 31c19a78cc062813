'use client';

import { EllipsisVertical } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components/Menu';
import { Button, IconButton } from './button';
import type { ButtonVariant } from './button-style';
import { OPTION, POPOVER } from './popover-style';

export type MenuEntry = {
  id: string;
  label: string;
  /** Goes somewhere… */
  href?: string;
  /** …or does something. */
  onAction?: () => void;
  icon?: ReactNode;
  detail?: string;
  tone?: 'danger';
  /** Why this act is impossible: the entry stays reachable, does nothing and says it. */
  reason?: string | null;
  /** A line above this entry. */
  separated?: boolean;
};

/** A menu of acts. `label` names it; without `buttonText` its button shows three dots. */
export function Menu({
  label,
  buttonText,
  trigger,
  icon,
  variant = 'secondary',
  size = 'md',
  entries,
}: {
  label: string;
  buttonText?: string;
  /** A button of one's own instead. */
  trigger?: ReactNode;
  icon?: ReactNode;
  variant?: ButtonVariant;
  size?: 'md' | 'sm';
  entries: readonly MenuEntry[];
}) {
  if (entries.length === 0) return null;
  return (
    <MenuTrigger>
      {trigger ??
        (buttonText ? (
          <Button
            variant={variant}
            size={size}
            icon={icon}
            aria-label={label === buttonText ? undefined : label}
          >
            {buttonText}
          </Button>
        ) : (
          <IconButton label={label} icon={icon ?? <EllipsisVertical aria-hidden />} />
        ))}
      <Popover className={`${POPOVER} max-w-96`} placement="bottom end" offset={4}>
        <AriaMenu className="min-w-52 p-1 outline-none" aria-label={label}>
          {entries.map((entry) => (
            <Fragment key={entry.id}>
              {entry.separated && <Separator className="my-1 border-line border-t" />}
              <MenuItem
                id={entry.id}
                textValue={entry.reason ? `${entry.label} (impossible\u00a0: ${entry.reason})` : entry.label}
                href={entry.reason ? undefined : entry.href}
                onAction={entry.reason ? undefined : entry.onAction}
                shouldCloseOnSelect={!entry.reason}
                className={`${OPTION} [&_svg]:mt-1 [&_svg]:size-4 [&_svg]:shrink-0 ${
                  entry.reason ? 'cursor-not-allowed text-soft' : entry.tone === 'danger' ? 'text-danger' : ''
                }`}
              >
                {entry.icon}
                <span className="min-w-0">
                  {entry.label}
                  {(entry.reason ?? entry.detail) && (
                    <span className="block text-soft text-sm">
                      {entry.reason ? `Impossible\u00a0: ${entry.reason}` : entry.detail}
                    </span>
                  )}
                </span>
              </MenuItem>
            </Fragment>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
