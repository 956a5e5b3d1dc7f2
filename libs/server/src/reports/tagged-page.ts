import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { faces, runsOf, type Weight } from './faces.ts';

const MARGIN = 72;
const FOOT = 40;
const INK = '#1c1b19';
const DIMMED = '#5b5750';
const ACCENT = '#0f5e5a';

interface Look {
  size: number;
  weight?: Weight;
  colour?: string;
  /** Space after it. */
  after?: number;
  indent?: number;
}

interface About {
  title: string;
  author: string;
  /** BCP 47. */
  language: string;
  madeAt: Date;
}

type Tag = 'H1' | 'H2' | 'H3' | 'P';

/** A4 with headings, paragraphs and lists, tagged so that a screen reader reads it as it is meant (PDF 1.7, section 14.8). */
export class TaggedPage {
  readonly #doc: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;

  constructor({ title, author, language, madeAt }: About) {
    this.#doc = new PDFDocument({
      ...{ size: 'A4', margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } },
      ...{ pdfVersion: '1.7', tagged: true, displayTitle: true, lang: language, bufferPages: true },
      info: { Title: title, Author: author, CreationDate: madeAt },
      // Its own would be Helvetica, which is not embedded.
      font: null as unknown as string,
    });
    for (const [name, bytes] of Object.entries(faces())) this.#doc.registerFont(name, bytes);
    this.#root = this.#doc.struct('Document');
    this.#doc.addStructure(this.#root);
  }

  picture(png: Buffer, alt: string, [width, height]: [number, number]): void {
    const { x, y } = this.#doc;
    const shown = { alt, bbox: [x, y, x + width, y + height] };
    this.#root.add(
      this.#doc.struct('Figure', shown, () => {
        this.#doc.image(png, x, y, { fit: [width, height] });
      }),
    );
    this.#doc.y = y + height + 24;
  }

  title(text: string): void {
    this.#block('H1', text, { size: 24, weight: 700, colour: ACCENT, after: 4 });
  }

  heading(text: string): void {
    this.#keep(72);
    this.#doc.y += 10;
    this.#block('H2', text, { size: 15, weight: 700, after: 4 });
  }

  subheading(text: string, language?: string): void {
    this.#keep(72);
    this.#doc.y += 6;
    this.#block('H3', text, { size: 12, weight: 700, after: 2 }, language);
  }

  /** Of many that are looked up and not read: names and sums. */
  fine(text: string): void {
    this.#block('P', text, { size: 8, after: 3, colour: DIMMED });
  }

  line(text: string, quiet = false): void {
    this.#block('P', text, { size: 11, after: 6, ...(quiet && { colour: DIMMED }) });
  }

  list(items: readonly string[], language?: string): void {
    const list = this.#doc.struct('L');
    this.#root.add(list);
    for (const item of items) {
      const listItem = this.#doc.struct('LI');
      list.add(listItem);
      // A bullet and the words that begin beside it stand on one page.
      this.#keep(24);
      const top = this.#doc.y;
      listItem.add(this.#doc.struct('Lbl', {}, () => this.#write('•', { size: 11, indent: 4 })));
      this.#doc.y = top;
      listItem.add(
        this.#doc.struct('LBody', { ...(language && { lang: language }) }, () =>
          this.#write(item, { size: 11, indent: 18, after: 2 }),
        ),
      );
    }
    list.end();
    this.#doc.y += 4;
  }

  /** As somebody wrote it: paragraphs where they left a line open, lists where lines begin with a dash. */
  prose(text: string, language: string): void {
    let items: string[] = [];
    const flush = (): void => {
      if (items.length > 0) this.list(items, language);
      items = [];
    };
    for (const line of text.split('\n')) {
      const item = /^\s*[-*•\u2013\uf0b7]\s+(.+)$/.exec(line)?.[1];
      if (item !== undefined) {
        items.push(item);
        continue;
      }
      flush();
      if (line.trim() !== '') this.#block('P', line.trim(), { size: 11, after: 6 }, language);
    }
    flush();
  }

  /** A file that goes along with it, for whoever opens it. */
  attach(name: string, bytes: Buffer, type: string): void {
    this.#doc.file(bytes, { name, type });
  }

  /** @param foot what stands below each page, seen and not read out */
  async end(foot: (page: number, of: number) => string): Promise<Buffer> {
    this.#root.end();
    const { count } = this.#doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.#doc.switchToPage(page);
      const { width, height, margins } = this.#doc.page;
      // Below the margin, where text would otherwise begin another page.
      this.#doc.page.margins = { ...margins, bottom: 0 };
      this.#doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
      this.#doc.font('latin-400').fontSize(9).fillColor(DIMMED);
      this.#doc.text(foot(page + 1, count), MARGIN, height - FOOT, { width: width - 2 * MARGIN, align: 'right' });
      this.#doc.endMarkedContent();
      this.#doc.page.margins = margins;
    }
    const bytes = buffer(this.#doc);
    this.#doc.end();
    return bytes;
  }

  /** Goes to a new page unless this much room is left: a heading does not stand alone at the foot of one. */
  #keep(room: number): void {
    const { height, margins } = this.#doc.page;
    if (this.#doc.y > height - margins.bottom - room) this.#doc.addPage();
  }

  #block(tag: Tag, text: string, look: Look, language?: string): void {
    this.#root.add(this.#doc.struct(tag, { ...(language && { lang: language }) }, () => this.#write(text, look)));
  }

  #write(text: string, { size, weight = 400, colour = INK, after = 0, indent = 0 }: Look): void {
    const runs = runsOf(text);
    const left = MARGIN + indent;
    const width = this.#doc.page.width - MARGIN - left;
    this.#doc.fontSize(size).fillColor(colour);
    for (const [index, run] of runs.entries()) {
      this.#doc.font(`${run.part}-${weight}`);
      const options = { width, continued: index < runs.length - 1, lineGap: size * 0.3 };
      if (index === 0) this.#doc.text(run.text, left, this.#doc.y, options);
      else this.#doc.text(run.text, options);
    }
    this.#doc.x = MARGIN;
    this.#doc.y += after;
  }
}
