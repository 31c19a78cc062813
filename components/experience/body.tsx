import { bodyBlocks } from '@/server/documents/outline';

/** Text as it was written: paragraphs, and lists where lines begin with « - ». Markup stays text. */
export function Body({ text }: { text: string }) {
  return (
    <div className="prose">
      {bodyBlocks(text).map((block, index) =>
        block.type === 'paragraph' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a text never move
          <p key={index} className="whitespace-pre-line break-words">
            {block.text}
          </p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a text never move
          <ul key={index}>
            {block.items.map((item, rank) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: items of a list never move
              <li key={rank} className="break-words">
                {item}
              </li>
            ))}
          </ul>
        ),
      )}
    </div>
  );
}
