import type { ConventionDetail, ConventionTextView } from '@/server/conventions/queries/detail';
import { TextEditor } from './text-editor';
import { TextReading } from './text-reading';

/** The text of a convention: written by who may, read by all others. */
export function TextTab({ convention, text }: { convention: ConventionDetail; text: ConventionTextView }) {
  return text.mayEdit ? (
    <TextEditor convention={convention} text={text} />
  ) : (
    <TextReading convention={convention} text={text} />
  );
}
