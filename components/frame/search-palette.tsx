'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Button } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Header, Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Input, SearchField } from 'react-aria-components/SearchField';
import { counted } from '@/components/ui/format';
import { OPTION } from '@/components/ui/popover-style';
import type { SearchAnswer, SearchGroup } from './session';

/** Search everywhere, from anywhere: Ctrl+K (⌘K). Before typing, it offers `first`. */
export function SearchPalette({ endpoint, first }: { endpoint: string; first: readonly SearchGroup[] }) {
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setOpen((open) => !open);
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <>
      <Button
        aria-label="Rechercher partout"
        onPress={() => setOpen(true)}
        className="flex h-9 cursor-pointer items-center gap-2 rounded-md border border-edge bg-surface px-2.5 text-soft text-sm hover:border-ink max-md:size-10 max-md:justify-center max-md:border-transparent max-md:bg-transparent md:w-56 xl:w-72"
      >
        <Search aria-hidden className="size-4 shrink-0 max-md:size-5" />
        <span aria-hidden className="flex-1 text-left max-md:hidden">
          Rechercher…
        </span>
        <kbd
          aria-hidden
          className="rounded-sm border border-line bg-sunken px-1.5 font-sans text-xs max-md:hidden"
        >
          Ctrl K
        </kbd>
      </Button>
      <ModalOverlay
        isDismissable
        isOpen={isOpen}
        onOpenChange={setOpen}
        className="fixed inset-0 z-50 flex items-start justify-center bg-scrim p-3 sm:pt-[12vh]"
      >
        <Modal className="w-full max-w-2xl overflow-hidden rounded-lg border border-line bg-surface text-ink shadow-overlay">
          <Dialog aria-label="Rechercher partout" className="flex max-h-[70dvh] flex-col outline-none">
            <Palette endpoint={endpoint} first={first} onLeave={() => setOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

function Palette({
  endpoint,
  first,
  onLeave,
}: {
  endpoint: string;
  first: readonly SearchGroup[];
  onLeave: () => void;
}) {
  const [text, setText] = useState('');
  const { groups, state } = useSearch(endpoint, text, first);
  const count = groups.reduce((sum, group) => sum + group.items.length, 0);
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField
        aria-label="Rechercher partout"
        autoFocus
        className="flex items-center gap-3 border-line border-b px-4"
      >
        <Search aria-hidden className="size-5 shrink-0 text-soft" />
        <Input
          placeholder="Convention, projet, école, UAI, commune, personne…"
          className="min-h-13 min-w-0 flex-1 bg-transparent text-lg outline-none! [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <p role="status" className={count > 0 && state === 'idle' ? 'sr-only' : 'px-4 py-3 text-soft text-sm'}>
        {state === 'loading' && count === 0 && 'Recherche…'}
        {state === 'failed' && 'La recherche ne répond pas. Réessayez dans un instant.'}
        {state === 'idle' &&
          (count === 0 ? `Rien ne correspond à «\u00a0${text.trim()}\u00a0».` : counted(count, 'résultat'))}
      </p>
      <Menu aria-label="Résultats" className="min-h-0 flex-1 overflow-y-auto p-2 outline-none empty:hidden">
        {groups.map((group) => (
          <MenuSection key={group.label} id={group.label}>
            <Header className="px-2.5 pt-2 pb-1 font-semibold text-soft text-xs">{group.label}</Header>
            {group.items.map((item) => (
              <MenuItem
                key={item.href + item.label}
                id={item.href + item.label}
                href={item.href}
                textValue={item.label}
                onAction={onLeave}
                className={`${OPTION} justify-between`}
              >
                <span className="min-w-0 truncate">{item.label}</span>
                {item.detail && <span className="shrink-0 text-soft text-sm">{item.detail}</span>}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}

/** Asks the server a breath after the last key; what is on screen stays until the answer comes. */
function useSearch(endpoint: string, text: string, first: readonly SearchGroup[]) {
  const [answer, setAnswer] = useState<{ text: string; groups: readonly SearchGroup[] } | null>(null);
  const [failed, setFailed] = useState(false);
  const query = text.trim();
  const latest = useRef(query);
  latest.current = query;

  useEffect(() => {
    setFailed(false);
    if (query === '') return setAnswer(null);
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`${endpoint}?q=${encodeURIComponent(query)}`, {
          signal: controller.signal,
        });
        if (!response.ok) throw new Error(String(response.status));
        const { groups } = (await response.json()) as SearchAnswer;
        if (latest.current === query) setAnswer({ text: query, groups });
      } catch {
        if (!controller.signal.aborted) setFailed(true);
      }
    }, 160);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [endpoint, query]);

  const offered = query === '' ? first : matching(first, query);
  const found = query === '' ? [] : (answer?.groups ?? []);
  const state: 'idle' | 'loading' | 'failed' = failed
    ? 'failed'
    : query !== '' && answer?.text !== query
      ? 'loading'
      : 'idle';
  return { groups: together(offered, found), state };
}

/** What is known here and what the server found, one group of a name, one line for an address. */
function together(offered: readonly SearchGroup[], found: readonly SearchGroup[]): SearchGroup[] {
  const groups = new Map<string, Map<string, SearchGroup['items'][number]>>();
  for (const { label, items } of [...offered, ...found]) {
    const lines = groups.get(label) ?? new Map();
    groups.set(label, lines);
    for (const item of items) if (!lines.has(item.href)) lines.set(item.href, item);
  }
  return [...groups]
    .map(([label, lines]) => ({ label, items: [...lines.values()] }))
    .filter((group) => group.items.length > 0);
}

/** Rooms and acts are known here: they are found without asking. */
function matching(groups: readonly SearchGroup[], query: string): SearchGroup[] {
  const plain = (value: string) =>
    value
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase();
  return groups.map((group) => ({
    ...group,
    items: group.items.filter((item) => plain(item.label).includes(plain(query))),
  }));
}
