const TAB = 9;
const LF = 10;
const ZERO = 48;

/** Seven digits (24 bits), a week (11) and a row (18) make one whole number that a double holds. */
const WEEKS = 2 ** 11;
const ROWS = 2 ** 18;

/**
 * Rows in COPY's text format, written byte by byte: a whole country is some four hundred million characters, which
 * as joined texts would cost more than reading the file.
 */
export class Sink {
  private bytes = Buffer.allocUnsafe(1 << 20);
  private at = 0;
  rows = 0;

  /** Where each row begins, and the place of its school and week in the key. */
  private starts = new Int32Array(1 << 14);
  private places = new Float64Array(1 << 14);

  /**
   * What was written, in the order of the key: a file goes week after week, the key school after school, and rows
   * in its order are written twice as fast.
   */
  get content(): Buffer {
    const { rows } = this;
    const order = new Float64Array(rows);
    for (let row = 0; row < rows; row += 1) order[row] = (this.places[row] as number) * ROWS + row;
    order.sort();
    const sorted = Buffer.allocUnsafe(this.at);
    let at = 0;
    for (let rank = 0; rank < rows; rank += 1) {
      const row = (order[rank] as number) % ROWS;
      const end = row + 1 < rows ? (this.starts[row + 1] as number) : this.at;
      at += this.bytes.copy(sorted, at, this.starts[row] as number, end);
    }
    return sorted;
  }

  private note(uai: string, rank: number): void {
    if (this.rows >= ROWS) throw new RangeError('too many rows in one batch');
    if (this.rows === this.starts.length) {
      const starts = new Int32Array(this.rows * 2);
      starts.set(this.starts);
      this.starts = starts;
      const places = new Float64Array(this.rows * 2);
      places.set(this.places);
      this.places = places;
    }
    let number = 0;
    for (let i = 0; i < 7; i += 1) number = number * 10 + uai.charCodeAt(i) - ZERO;
    this.starts[this.rows] = this.at;
    this.places[this.rows] = number * WEEKS + rank;
  }

  /**
   * @param rank numbers the weeks of the file
   * @param counts whole numbers from 0, NaN for an empty cell
   */
  add(week: string, uai: string, rank: number, counts: Float64Array): void {
    this.note(uai, rank);
    // A number has at most sixteen digits.
    const needed = this.at + 24 + counts.length * 18;
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafe(this.bytes.length * 2);
      this.bytes.copy(larger, 0, 0, this.at);
      this.bytes = larger;
    }
    const { bytes } = this;
    let at = this.at;
    for (let i = 0; i < week.length; i += 1) bytes[at++] = week.charCodeAt(i);
    bytes[at++] = TAB;
    for (let i = 0; i < uai.length; i += 1) bytes[at++] = uai.charCodeAt(i);
    for (let i = 0; i < counts.length; i += 1) {
      bytes[at++] = TAB;
      let value = counts[i] as number;
      if (Number.isNaN(value)) {
        bytes[at++] = 92;
        bytes[at++] = 78;
      } else if (value < 10) bytes[at++] = ZERO + value;
      else if (value > 2_147_483_647) {
        const text = String(value);
        for (let digit = 0; digit < text.length; digit += 1) bytes[at++] = text.charCodeAt(digit);
      } else {
        let digits = 1;
        for (let power = 10; power <= value; power *= 10) digits += 1;
        value |= 0;
        for (let place = at + digits - 1; place >= at; place -= 1) {
          const rest = (value / 10) | 0;
          bytes[place] = ZERO + value - rest * 10;
          value = rest;
        }
        at += digits;
      }
    }
    bytes[at++] = LF;
    this.at = at;
    this.rows += 1;
  }
}
