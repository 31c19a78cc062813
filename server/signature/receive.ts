import { AppError } from '../errors';

const tooLarge = (limit: number) =>
  new AppError(
    'payload_too_large',
    `Le fichier dépasse ${Math.round(limit / 1_000_000)} Mo\u00a0: réduisez-le, puis déposez-le à nouveau.`,
  );

/**
 * The bytes of a body, counted as they come: a file of 1 GB is refused at the first byte beyond the limit, whatever
 * length the sender announced.
 * @throws AppError payload_too_large
 */
export async function readAtMost(
  body: ReadableStream<Uint8Array> | null,
  announced: number,
  limit: number,
): Promise<Buffer> {
  if (announced > limit) throw tooLarge(limit);
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw tooLarge(limit);
    }
    pieces.push(value);
  }
  return Buffer.concat(pieces);
}
