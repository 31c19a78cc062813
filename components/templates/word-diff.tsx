import { diffWordsWithSpace } from 'diff';

/** What changes from one text to another, word by word: deleted words struck, inserted ones underlined. */
export function WordDiff({ from, to }: { from: string; to: string }) {
  let at = 0;
  const parts = diffWordsWithSpace(from, to).map((part) => {
    const key = at;
    at += part.value.length + 1;
    return { ...part, key };
  });
  return (
    <p className="whitespace-pre-wrap">
      {parts.map(({ key, value, added, removed }) =>
        added ? (
          <ins key={key} className="bg-success-soft text-success underline">
            <span className="sr-only">{' [ajouté : '}</span>
            {value}
            <span className="sr-only">{'] '}</span>
          </ins>
        ) : removed ? (
          <del key={key} className="bg-danger-soft text-danger line-through">
            <span className="sr-only">{' [supprimé : '}</span>
            {value}
            <span className="sr-only">{'] '}</span>
          </del>
        ) : (
          <span key={key}>{value}</span>
        ),
      )}
    </p>
  );
}
