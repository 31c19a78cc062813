import type { CoverageSheetContent } from '@/server/documents/content';
import { renderCoverageSheetPdf } from '@/server/documents/render';
import { refusedFile } from '@/server/files/serve';

/** Answers with the sheet as a PDF, or with the refusal as text. */
export async function answerSheet(
  code: string,
  read: () => Promise<CoverageSheetContent>,
): Promise<Response> {
  try {
    const { bytes } = await renderCoverageSheetPdf(await read());
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="couverture-${code.replace(/[^\w-]/g, '')}.pdf"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
