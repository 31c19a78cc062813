import { answerUpload } from '@/server/takeover/receive';
import { uploadSheet } from '@/server/takeover/upload';

/** Takes a spreadsheet of conventions as the body; answers with the import that it opens: `{ id }`. */
export const POST = (request: Request) => answerUpload(request, uploadSheet);
