'use client';

import { useEffect, useState } from 'react';

type Message = { text: string; key: number };

let key = 0;
let say: ((message: Message) => void) | null = null;

/** Has a sentence read by screen readers, without showing it: « Ligne ajoutée. » */
export function announce(text: string): void {
  key += 1;
  say?.({ text, key });
}

/** The live region that `announce` speaks through; mounted once, by Providers. */
export function Announcer() {
  const [message, setMessage] = useState<Message>({ text: '', key: 0 });
  useEffect(() => {
    say = setMessage;
    return () => {
      say = null;
    };
  }, []);
  return (
    // Heard from inside a dialog too, which hides the rest of the page.
    <div role="status" className="sr-only" data-live-announcer="true">
      {/* A new element each time, so that the same sentence twice is read twice. */}
      <span key={message.key}>{message.text}</span>
    </div>
  );
}
