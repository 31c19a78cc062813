import { once } from 'node:events';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const FLUSH = 1 << 16;

/** Lines on their way to a table by COPY, while PostgreSQL writes those that came before. */
export class CopyLines {
  private buffer = '';
  private readonly stream;
  private readonly broken: Promise<never>;

  /** @param sql a COPY … FROM STDIN in text format */
  constructor(client: Client, sql: string) {
    this.stream = client.query(copyFrom(sql));
    // Nobody must wait for a drain that will not come.
    this.broken = new Promise((_, reject) => this.stream.on('error', reject));
    this.broken.catch(() => {});
  }

  /** @param line with its line end */
  add(line: string): void {
    this.buffer += line;
  }

  /** Hands what was added to the database, and waits when it is slower than the file. */
  async flush(all = false): Promise<void> {
    if (this.buffer.length < FLUSH && !all) return;
    const piece = this.buffer;
    this.buffer = '';
    if (piece !== '' && !this.stream.write(piece))
      await Promise.race([once(this.stream, 'drain'), this.broken]);
  }

  /** No more lines. */
  async end(): Promise<void> {
    await this.flush(true);
    const ended = once(this.stream, 'finish');
    this.stream.end();
    await Promise.race([ended, this.broken]);
  }
}

/** A value of COPY's text format; control characters were removed when the line was read. */
export function copyText(value: string | null): string {
  if (value === null) return '\\N';
  return value.includes('\\') ? value.replaceAll('\\', '\\\\') : value;
}
