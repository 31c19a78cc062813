'use client';

import { EllipsisVertical } from 'lucide-react';
import { Fragment, type ReactNode, useRef } from 'react';
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components/Menu';
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
            <Entry key={entry.id} entry={entry} />
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  return (
    <Fragment>
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
  );
}

/** Acts that go together, under what they are done to. */
export type MenuGroup = { id: string; label: string; entries: readonly MenuEntry[] };

/** A menu that opens at something of the page: a right click, Shift+F10, a button among hundreds. */
export function ContextMenu({
  label,
  anchor,
  groups,
  onClose,
}: {
  label: string;
  /** What it opens at; null while it is closed. */
  anchor: Element | null;
  groups: readonly MenuGroup[];
  onClose: () => void;
}) {
  const place = useRef<Element | null>(null);
  place.current = anchor ?? place.current;
  return (
    <Popover
      aria-label={label}
      triggerRef={place}
      isOpen={anchor !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className={`${POPOVER} max-w-96`}
      placement="bottom start"
      offset={4}
    >
      <AriaMenu className="min-w-60 p-1 outline-none" aria-label={label} autoFocus="first" onClose={onClose}>
        {groups.map((group) => (
          <MenuSection
            key={group.id}
            id={group.id}
            className="not-first:mt-1 not-first:border-line not-first:border-t"
          >
            <Header className="px-2.5 pt-2 pb-1 font-semibold text-soft text-sm">{group.label}</Header>
            {group.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </MenuSection>
        ))}
      </AriaMenu>
    </Popover>
  );
}
