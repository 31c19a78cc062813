'use client';

import { CircleSlash, LoaderCircle } from 'lucide-react';
import { type ReactNode, useEffect, useId } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { announce } from './announce';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';
import { Tooltip } from './tooltip';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'isDisabled' | 'style'> & {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** What is being done while `isPending`: « Enregistrement… ». */
  pendingLabel?: string;
  /** Why the act is impossible: the button stays reachable, does nothing and says it. */
  reason?: string | null;
  /** Where the reason is read: under the button, or in a tooltip where room is short. */
  reasonAs?: 'text' | 'tooltip';
  className?: string;
};

/** A button. One `primary` at most per page; an impossible act is shown with its `reason`, never hidden. */
export function Button({
  children,
  variant = 'secondary',
  size = 'md',
  icon,
  isPending = false,
  pendingLabel,
  reason,
  reasonAs = 'text',
  className,
  ...props
}: ButtonProps) {
  const reasonId = useId();
  const impossible = Boolean(reason);
  const content = isPending ? (
    <>
      <LoaderCircle aria-hidden className="animate-spin" />
      {pendingLabel ?? children}
    </>
  ) : (
    <>
      {impossible && size !== 'icon' ? <CircleSlash aria-hidden /> : icon}
      {children}
    </>
  );
  // Not React Aria's own pending state: it speaks through the button's id, which may be gone before it is read.
  useEffect(() => {
    if (isPending) announce(pendingLabel ?? 'En cours…');
  }, [isPending, pendingLabel]);
  const blocked: AriaButtonProps =
    impossible || isPending
      ? {
          type: 'button',
          onPress: undefined,
          'aria-disabled': true,
          ...(impossible ? { 'aria-describedby': reasonId } : {}),
        }
      : {};
  const button = (
    <AriaButton
      {...props}
      {...blocked}
      className={`${buttonStyle(variant, size, impossible)} ${isPending ? 'cursor-progress' : ''} ${className ?? ''}`}
    >
      {content}
    </AriaButton>
  );
  if (!impossible) return button;
  if (reasonAs === 'tooltip') {
    return (
      <>
        <Tooltip text={reason ?? ''}>{button}</Tooltip>
        <span id={reasonId} hidden>
          {reason}
        </span>
      </>
    );
  }
  return (
    <span className="inline-flex max-w-80 flex-col items-start gap-1">
      {button}
      <span id={reasonId} className="text-sm text-soft">
        {reason}
      </span>
    </span>
  );
}

/** A button that shows only an icon; its `label` is its name and its tooltip. */
export function IconButton({
  label,
  icon,
  variant = 'quiet',
  ...props
}: Omit<ButtonProps, 'children' | 'icon' | 'size' | 'aria-label'> & { label: string; icon: ReactNode }) {
  const button = (
    <Button {...props} variant={variant} size="icon" aria-label={label} reasonAs="tooltip">
      {icon}
    </Button>
  );
  return props.reason ? button : <Tooltip text={label}>{button}</Tooltip>;
}
