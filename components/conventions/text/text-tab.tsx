import type { ConventionDetail, ConventionTextView } from '@/server/conventions/queries/detail';

/** The text of a convention. */
export function TextTab({ text }: { convention: ConventionDetail; text: ConventionTextView }) {
  return <p>{text.template.name}</p>;
}
