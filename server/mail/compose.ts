/** One thing among several in a message, with its link. */
export type LetterItem = { title: string; text: string; link: { label: string; url: string } };

/** A message as the application writes it: a subject, a few paragraphs, what there is to do. */
export type Letter = {
  subject: string;
  paragraphs: string[];
  /** Several things, each with its own link, under a heading when they have one. */
  items?: LetterItem[];
  action?: { label: string; url: string };
  /** A short secret to copy, such as a one-time code; shown large. */
  code?: string;
  /** The link of `action` signs in, once and for a quarter of an hour: the text is not kept after that. */
  oneTimeLink?: boolean;
  /** Under the foot, in small: how not to receive such letters any more. */
  footer?: { text: string; links: { label: string; url: string }[] };
};

const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/\n/g, '<br>');

/** Renders a letter as plain text and as sober HTML without outside images. */
export function composeMail(
  letter: Letter,
  operatorName: string,
): { subject: string; text: string; html: string } {
  const { paragraphs, items = [], action, code, footer } = letter;
  // A subject is one header line: anything that would break it becomes a space.
  const subject = letter.subject.replace(/\s+/g, ' ').trim().slice(0, 200);
  const foot = `${operatorName} – message automatique, merci de ne pas y répondre.`;
  const text = [
    ...paragraphs,
    ...items.map(({ title, text, link }) => `– ${title}\n${text}\n${link.url}`),
    ...(code ? [code] : []),
    ...(action ? [`${action.label}\u00a0: ${action.url}`] : []),
    foot,
    ...(footer
      ? [[footer.text, ...footer.links.map(({ label, url }) => `${label}\u00a0: ${url}`)].join('\n')]
      : []),
  ].join('\n\n');
  const html = `<!doctype html><html lang="fr"><body style="font-family:sans-serif;line-height:1.5;color:#1d1d1b;max-width:38rem;margin:1.5rem auto;padding:0 1rem">
${paragraphs.map((p) => `<p>${escapeHtml(p)}</p>`).join('\n')}
${items.length > 0 ? `<ul style="padding-left:1.2rem">${items.map(({ title, text, link }) => `<li style="margin:0 0 1rem"><strong>${escapeHtml(title)}</strong><br>${escapeHtml(text)}<br><a href="${escapeHtml(link.url)}" style="color:#134e4a">${escapeHtml(link.label)}<span style="position:absolute;left:-9999px"> ${escapeHtml(title)}</span></a></li>`).join('')}</ul>` : ''}
${code ? `<p style="font-size:2rem;letter-spacing:.3em;font-weight:700">${escapeHtml(code)}</p>` : ''}
${action ? `<p><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:.7rem 1.2rem;background:#134e4a;color:#fff;border-radius:.3rem;text-decoration:none">${escapeHtml(action.label)}</a></p><p style="font-size:.85rem;color:#555">${escapeHtml(action.url)}</p>` : ''}
<p style="font-size:.85rem;color:#555">${escapeHtml(foot)}</p>${footer ? `\n<p style="font-size:.85rem;color:#555">${escapeHtml(footer.text)} ${footer.links.map(({ label, url }) => `<a href="${escapeHtml(url)}" style="color:#134e4a">${escapeHtml(label)}</a>`).join(' · ')}</p>` : ''}</body></html>`;
  return { subject, text, html };
}
