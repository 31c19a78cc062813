import type { ConventionDetail, ConventionTextView } from '@/server/conventions/queries/detail';
import { CommentsProvider } from '../comments/comments';
import { CommentsBar } from '../comments/comments-bar';
import { TextEditor } from './text-editor';
import { TextReading } from './text-reading';

/** The text of a convention: written by who may, read by all others; commented by both parties. */
export function TextTab({ convention, text }: { convention: ConventionDetail; text: ConventionTextView }) {
  const body = text.mayEdit ? (
    <TextEditor convention={convention} text={text} />
  ) : (
    <TextReading convention={convention} text={text} />
  );
  if (!convention.abilities.comment) return body;
  return (
    <CommentsProvider id={convention.id}>
      <CommentsBar />
      {body}
    </CommentsProvider>
  );
}
