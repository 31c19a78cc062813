'use client';

import { Undo2, X } from 'lucide-react';
import {
  UNSTABLE_Toast as AriaToast,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import { Button, IconButton } from './button';
import { TONE_BORDER, TONE_TEXT, type Tone, ToneIcon } from './tone';

type Content = { message: string; tone: Tone; undo?: { label: string; onUndo: () => void } };

const queue = new ToastQueue<Content>({ maxVisibleToasts: 3 });

/**
 * Says what has just been done: « 12 demandes rejetées ». With `undo`, offers to take it back and
 * stays longer. Errors stay until closed. Never for what must be read: that is a Notice.
 */
export function toast(message: string, options: { tone?: Tone; undo?: Content['undo'] } = {}): void {
  const tone = options.tone ?? 'success';
  const timeout = tone === 'danger' ? undefined : options.undo ? 20_000 : 6_000;
  queue.add({ message, tone, undo: options.undo }, { timeout });
}

/** Where the toasts appear; mounted once, by Providers. F6 goes there with the keyboard. */
export function Toasts() {
  return (
    <ToastRegion
      queue={queue}
      aria-label="Messages"
      className="fixed right-4 bottom-[calc(var(--frame-bottom,0px)+1rem)] left-4 z-60 flex flex-col gap-2 sm:left-auto sm:w-96 print:hidden"
    >
      {({ toast: shown }) => (
        <AriaToast
          toast={shown}
          className={`flex items-start gap-3 rounded-md border border-l-4 bg-surface py-2 pr-2 pl-3 text-ink shadow-overlay ${TONE_BORDER[shown.content.tone]}`}
        >
          <span className={`mt-1.5 ${TONE_TEXT[shown.content.tone]}`}>
            <ToneIcon tone={shown.content.tone} className="size-5" />
          </span>
          <ToastContent className="flex min-w-0 flex-1 flex-col items-start gap-1 py-1">
            <Text slot="title">{shown.content.message}</Text>
            {shown.content.undo && (
              <Button
                size="sm"
                icon={<Undo2 aria-hidden />}
                onPress={() => {
                  shown.content.undo?.onUndo();
                  queue.close(shown.key);
                }}
              >
                {shown.content.undo.label}
              </Button>
            )}
          </ToastContent>
          <IconButton
            label="Fermer le message"
            icon={<X aria-hidden />}
            onPress={() => queue.close(shown.key)}
          />
        </AriaToast>
      )}
    </ToastRegion>
  );
}
