import { PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from '@libpdf/core';
import { sha256Hex } from '../documents/hash';

/** Why a PDF that a person brings is refused, as one French sentence. */
export type PdfRefusal = { code: string; message: string };

/** Most objects that are walked: a file with more is refused rather than read for ever. */
const maxObjects = 200_000;

const refuse = (code: string, message: string): PdfRefusal => ({ code, message });

/** Beginnings that make another kind of file of the same bytes, within what lenient readers look at. */
const foreignHeads: readonly RegExp[] = [
  /<\s*(!doctype\s+html|html|head|body|script|svg|iframe|\?php|\?xml)/i,
  /#!\s*\//,
];

/**
 * What the bytes alone tell: a PDF from the first byte to the last, and nothing else at the same time
 * (a polyglot is read as one thing here and as another elsewhere).
 * @returns null when nothing is wrong.
 */
export function inspectPdfBytes(bytes: Uint8Array): PdfRefusal | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length === 0)
    return refuse('empty', 'Le fichier est vide (0 octet)\u00a0: vérifiez-le et déposez-le à nouveau.');
  if (file.subarray(0, 5).toString('latin1') !== '%PDF-')
    return refuse('not_pdf', 'Ce fichier n’est pas un PDF\u00a0: ses premiers octets disent autre chose.');
  const last = file.lastIndexOf('%%EOF');
  if (last < 0)
    return refuse('truncated', 'Ce PDF est incomplet\u00a0: sa fin manque. Déposez-le à nouveau.');
  if (/[^\0\t\n\f\r ]/.test(file.subarray(last + 5).toString('latin1')))
    return refuse(
      'polyglot',
      'Ce fichier contient autre chose après la fin du PDF\u00a0: enregistrez à nouveau le PDF seul.',
    );
  const head = file.subarray(0, 2048).toString('latin1');
  if (foreignHeads.some((pattern) => pattern.test(head)) || endsAsZip(file) || looksLikeArchive(file))
    return refuse(
      'polyglot',
      'Ce fichier est à la fois un PDF et un autre type de fichier\u00a0: enregistrez à nouveau le PDF seul.',
    );
  return null;
}

/** A ZIP directory at the end whose comment runs exactly to the last byte: the file opens as an archive too. */
function endsAsZip(file: Buffer): boolean {
  const from = Math.max(0, file.length - 65_557);
  const mark = Buffer.from('PK\x05\x06', 'latin1');
  for (let at = file.indexOf(mark, from); at >= 0; at = file.indexOf(mark, at + 1))
    if (at + 22 <= file.length && at + 22 + file.readUInt16LE(at + 20) === file.length) return true;
  return false;
}

const looksLikeArchive = (file: Buffer) =>
  file.subarray(257, 262).toString('latin1') === 'ustar' ||
  file.subarray(0x8001, 0x8006).toString('latin1') === 'CD001';

/** Kinds of action and entries by which a PDF does something by itself. */
const activeNames: Record<string, string> = {
  JavaScript: 'du code JavaScript',
  JS: 'du code JavaScript',
  Launch: 'une commande qui lance un programme',
  XFA: 'un formulaire dynamique (XFA)',
  RichMedia: 'un contenu multimédia actif',
  SubmitForm: 'un envoi automatique de données',
  ImportData: 'un chargement automatique de données',
};

function activeContent(pdf: PDF): string | null {
  const seen = new Set<string>();
  const stack: PdfObject[] = [pdf.getCatalog()];
  let walked = 0;
  while (stack.length > 0) {
    const object = stack.pop();
    walked += 1;
    if (walked > maxObjects) return 'trop d’éléments pour être examiné';
    if (object instanceof PdfRef) {
      const key = object.toString();
      if (seen.has(key)) continue;
      seen.add(key);
      const target = pdf.getObject(object);
      if (target) stack.push(target);
    } else if (object instanceof PdfDict) {
      for (const [name, value] of object) {
        const found = activeNames[name.value];
        if (found) return found;
        const kind = name.value === 'S' || name.value === 'Subtype' ? value : null;
        const resolved = kind instanceof PdfRef ? pdf.getObject(kind) : kind;
        if (resolved instanceof PdfName && activeNames[resolved.value])
          return activeNames[resolved.value] ?? null;
        stack.push(value);
      }
    } else if (object instanceof PdfArray) stack.push(...object.toArray());
  }
  return null;
}

/**
 * A PDF that a person brings, opened; or why it is refused. Beside its bytes, its objects are walked: encrypted
 * files cannot be read by everyone, and active content may show something else to each reader.
 */
export async function openPdf(bytes: Uint8Array): Promise<{ pdf: PDF } | { refusal: PdfRefusal }> {
  const early = inspectPdfBytes(bytes);
  if (early) return { refusal: early };
  const encrypted = refuse(
    'encrypted',
    'Ce PDF est chiffré ou protégé par un mot de passe\u00a0: déposez-le sans protection.',
  );
  let pdf: PDF;
  try {
    pdf = await PDF.load(new Uint8Array(bytes));
  } catch (error) {
    if (error instanceof Error && /encrypt|password|security|decrypt/i.test(`${error.name} ${error.message}`))
      return { refusal: encrypted };
    return {
      refusal: refuse(
        'unreadable',
        'Ce PDF est abîmé\u00a0: il ne peut pas être lu. Enregistrez-le à nouveau.',
      ),
    };
  }
  try {
    if (pdf.getSecurity().isEncrypted) return { refusal: encrypted };
    const active = activeContent(pdf);
    if (active)
      return {
        refusal: refuse(
          'active',
          `Ce PDF contient ${active}\u00a0: un document à signer n’en a pas besoin. Imprimez-le en PDF simple, puis déposez-le.`,
        ),
      };
    if (pdf.getPageCount() === 0) return { refusal: refuse('no_page', 'Ce PDF n’a aucune page.') };
  } catch {
    return {
      refusal: refuse(
        'unreadable',
        'Ce PDF est abîmé\u00a0: il ne peut pas être lu. Enregistrez-le à nouveau.',
      ),
    };
  }
  return { pdf };
}

/**
 * Fingerprint of what each page shows: its content, resources and boxes, inherited ones included, but not its
 * annotations. Two files whose pages have the same fingerprints draw the same pages.
 */
export function pagePrints(pdf: PDF): string[] {
  const printer = new ObjectPrinter(pdf);
  const layers = printer.print(pdf.getCatalog().get('OCProperties'));
  return pdf.getPages().map(({ dict }) => {
    const own = [...dict]
      .map(([name]) => name.value)
      .filter((name) => !notDrawn.includes(name))
      .sort()
      .map((name) => `${name}:${printer.print(dict.get(name))}`);
    const inherited = inheritable.map((name) => `${name}:${printer.print(inheritedValue(pdf, dict, name))}`);
    return sha256Hex(Buffer.from([...own, ...inherited, layers].join(';')));
  });
}

const notDrawn = ['Annots', 'Parent', 'LastModified', 'StructParents', 'Tabs', 'Metadata', 'PieceInfo'];
const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

function inheritedValue(pdf: PDF, page: PdfDict, name: string): PdfObject | undefined {
  let node: PdfDict | undefined = page;
  for (let depth = 0; node && depth < 50; depth += 1) {
    const value: PdfObject | undefined = node.get(name);
    if (value) return value;
    node = node.getDict('Parent', (ref) => pdf.getObject(ref));
  }
  return undefined;
}

/** Annotations of each page as fingerprints with their kind (`Link`, `Widget`, `Stamp`…). */
export function annotationsOf(pdf: PDF): { kind: string; print: string }[][] {
  const printer = new ObjectPrinter(pdf);
  const resolve = (ref: PdfRef) => pdf.getObject(ref);
  return pdf.getPages().map(({ dict }) => {
    const list = dict.getArray('Annots', resolve)?.toArray() ?? [];
    return list.map((item) => {
      const one = item instanceof PdfRef ? pdf.getObject(item) : item;
      const kind = one instanceof PdfDict ? (one.getName('Subtype', resolve)?.value ?? '') : '';
      return { kind, print: printer.print(item) };
    });
  });
}

/** Prints objects as text that is equal only for equal objects; each reference is printed once, as its hash. */
class ObjectPrinter {
  private readonly known = new Map<string, string>();
  private readonly open = new Set<string>();
  constructor(private readonly pdf: PDF) {}

  print(one: PdfObject | undefined | null, depth = 0): string {
    if (!one || depth > 200) return '-';
    if (one instanceof PdfRef) return this.reference(one, depth);
    if (one instanceof PdfDict) {
      const entries = [...one]
        .filter(([name]) => name.value !== 'Parent' && name.value !== 'P')
        .map(([name, value]) => `${name.value}:${this.print(value, depth + 1)}`)
        .sort();
      const data = one instanceof PdfStream ? sha256Hex(one.getEncodedData()) : '';
      return `{${entries.join(';')}|${data}}`;
    }
    if (one instanceof PdfArray)
      return `[${one
        .toArray()
        .map((item) => this.print(item, depth + 1))
        .join(',')}]`;
    if (one.type === 'string') return `(${Buffer.from(one.bytes).toString('hex')})`;
    if (one.type === 'name') return `/${one.value}`;
    if (one.type === 'number' || one.type === 'bool') return String(one.value);
    return one.type;
  }

  private reference(ref: PdfRef, depth: number): string {
    const key = ref.toString();
    const known = this.known.get(key);
    if (known) return known;
    if (this.open.has(key)) return 'loop';
    this.open.add(key);
    const text = sha256Hex(Buffer.from(this.print(this.pdf.getObject(ref), depth + 1)));
    this.open.delete(key);
    this.known.set(key, text);
    return text;
  }
}
