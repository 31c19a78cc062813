/**
 * The schools and weeks that a file has named, to find those it names twice. A bit for each school of a week, by
 * pages of ten thousand (the first three digits of a UAI): the whole country in some fifty megabytes, where a set
 * of texts would take ten times as much.
 */
export class SeenRows {
  private readonly pages = new Map<number, Uint8Array>();
  private readonly odd = new Set<string>();

  /** Notes a row; false when it was noted before. `rank` numbers the weeks of the file. */
  note(rank: number, uai: string, letterHolds: boolean): boolean {
    if (!letterHolds) {
      const key = `${rank} ${uai}`;
      if (this.odd.has(key)) return false;
      this.odd.add(key);
      return true;
    }
    let number = 0;
    for (let at = 0; at < 7; at += 1) number = number * 10 + uai.charCodeAt(at) - 48;
    const prefix = Math.floor(number / 10_000);
    const key = rank * 1000 + prefix;
    let page = this.pages.get(key);
    if (!page) {
      page = new Uint8Array(1250);
      this.pages.set(key, page);
    }
    const place = number % 10_000;
    const bit = 1 << (place & 7);
    const byte = page[place >> 3] as number;
    if ((byte & bit) !== 0) return false;
    page[place >> 3] = byte | bit;
    return true;
  }
}
