'use client';

import { X } from 'lucide-react';
import { createContext, type ReactNode, useContext } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './button';

const WIDTHS = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl', xl: 'max-w-6xl' };

const CloseDialog = createContext<() => void>(() => {});

/** Closes the dialog around, for its own buttons. */
export function useCloseDialog(): () => void {
  return useContext(CloseDialog);
}

/**
 * A dialog. Either give a `trigger` (a Button) and let it open itself, or drive `isOpen`.
 * `footer` holds its buttons, the main one last on the line and first for the hand.
 */
export function Dialog({
  title,
  trigger,
  isOpen,
  onOpenChange,
  children,
  footer,
  size = 'md',
  role = 'dialog',
}: {
  title: ReactNode;
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode | ((close: () => void) => ReactNode);
  footer?: ReactNode | ((close: () => void) => ReactNode);
  size?: keyof typeof WIDTHS;
  role?: 'dialog' | 'alertdialog';
}) {
  const overlay = (
    <ModalOverlay
      isDismissable={role === 'dialog'}
      {...(trigger ? {} : { isOpen, onOpenChange })}
      className="fixed inset-0 z-50 flex items-end justify-center bg-scrim sm:items-center sm:p-6"
    >
      <Modal
        className={`flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-t-lg border border-line bg-surface text-ink shadow-overlay sm:rounded-lg ${WIDTHS[size]}`}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-col outline-none">
          {({ close }) => (
            <CloseDialog.Provider value={close}>
              <div className="flex items-start gap-4 px-5 pt-4 pb-2">
                <Heading slot="title" className="flex-1 pt-1 font-semibold text-xl">
                  {title}
                </Heading>
                <IconButton label="Fermer" icon={<X aria-hidden />} onPress={close} />
              </div>
              <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">
                {typeof children === 'function' ? children(close) : children}
              </div>
              {footer && (
                <div className="flex flex-wrap justify-end gap-3 border-line border-t bg-ground px-5 py-3">
                  {typeof footer === 'function' ? footer(close) : footer}
                </div>
              )}
            </CloseDialog.Provider>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
  if (!trigger) return overlay;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      {overlay}
    </DialogTrigger>
  );
}
