import type { ConventionDetail, ConventionTextView } from '@/server/conventions/queries/detail';
import { CommentsProvider } from '../comments/comments';
import { CommentsBar } from '../comments/comments-bar';
import { AnnexNotice } from '../commitments/annex-notice';
import { FamilySection } from '../detail/family-section';
import { DeviationPanel } from '../deviations/deviation-panel';
import { TextEditor } from './text-editor';
import { TextReading } from './text-reading';

/** The text of a convention: written by who may, read by all others; commented by both parties. */
export function TextTab({ convention, text }: { convention: ConventionDetail; text: ConventionTextView }) {
  const body = (
    <>
      <FamilySection id={convention.id} />
      {convention.kind === 'convention' && <AnnexNotice id={convention.id} />}
      <DeviationPanel id={convention.id} version={convention.version} />
      {text.mayEdit ? (
        <TextEditor convention={convention} text={text} />
      ) : (
        <TextReading convention={convention} text={text} />
      )}
    </>
  );
  if (!convention.abilities.comment) return body;
  return (
    <CommentsProvider id={convention.id}>
      <CommentsBar />
      {body}
    </CommentsProvider>
  );
}
