import { extractText, getDocumentProxy } from 'unpdf';

interface Tag {
  role: string;
  depth: number;
  alt?: string;
  lang?: string;
}

export interface OpenPdf {
  info: Record<string, unknown>;
  text: string;
  marked: boolean;
  /** The tree of all pages in reading order. */
  tags: Tag[];
  /** Names of the embedded faces. */
  fonts: string[];
  pages: number;
}

interface Node {
  role?: string;
  alt?: string;
  lang?: string;
  children?: Node[];
}

const flat = (node: Node, depth: number): Tag[] => {
  const { role, alt, lang, children = [] } = node;
  const own = role === undefined ? [] : [{ role, depth, ...(alt && { alt }), ...(lang && { lang }) }];
  return [...own, ...children.flatMap((child) => flat(child, depth + 1))];
};

/** Reads a PDF as a screen reader finds it: through its parser, not by its bytes. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const fonts = [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\/FontName \/(\S+)/g),
  ].map(([, name = '']) => name);
  const pdf = await getDocumentProxy(bytes);
  const { info } = await pdf.getMetadata();
  const mark = (await pdf.getMarkInfo()) as { Marked?: boolean } | null;
  const { text } = await extractText(pdf, { mergePages: true });
  const tags: Tag[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const tree = (await (await pdf.getPage(number)).getStructTree()) as Node | null;
    for (const child of tree?.children ?? []) tags.push(...flat(child, 0));
  }
  const opened = { info: info as Record<string, unknown>, text, marked: mark?.Marked === true, tags, fonts };
  return { ...opened, pages: pdf.numPages };
}
