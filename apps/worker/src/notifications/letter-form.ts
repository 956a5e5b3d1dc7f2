import type { Language } from '@lesblik/shared/common';

/** A mail's words and addresses, before it has a form. */
export interface Letter {
  language: Language;
  subject: string;
  hello: string;
  parts: readonly { says: string; go: string; to: string }[];
  stop: string;
  stops: readonly { name: string; to: string }[];
  choose: { go: string; to: string };
}

export function textOf({ hello, parts, stop, stops, choose }: Letter): string {
  const body = parts.map(({ says, go, to }) => `${says} ${go}\n${to}`);
  const foot = [stop, ...stops.map(({ name, to }) => `${name}: ${to}`), '', choose.go, choose.to].join('\n');
  return `${[hello, ...body, `-- \n${foot}`].join('\n\n')}\n`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const plain = (words: string): string => words.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** Leads to an address, so without the colon that stands before one in plain text. */
const link = (words: string, to: string): string => `<a href="${plain(to)}">${plain(words.replace(/:$/, ''))}</a>`;

/** As the web looks, in both themes. Mail programs know little style, and none of it from elsewhere. */
const STYLE = `:root{color-scheme:light dark}
body{margin:0;background:#faf8f5;color:#2a2622;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{box-sizing:border-box;max-width:36rem;margin:0 auto;padding:24px 16px}
section{margin:0 0 16px;padding:16px;border:1px solid #ddd6cc;border-radius:8px;background:#ffffff}
p,ul{margin:0 0 8px}
.name{color:#0c6462;font-size:18px;font-weight:700}
ul{padding-left:20px}
section p:last-child{margin:0}
a{color:#0c6462;overflow-wrap:anywhere}
section a{display:inline-block;padding:4px 0;font-weight:600}
footer{padding-top:8px;color:#655d53;font-size:14px}
footer li{padding:4px 0}
@media(prefers-color-scheme:dark){body{background:#191613;color:#ece7df}
section{border-color:#3d3832;background:#211e1a}a{color:#7cc4bf}footer{color:#b9b1a6}.name{color:#7cc4bf}}`;

/** The same words as the text. Nothing is loaded from anywhere: nobody learns that it was opened. */
export function htmlOf({ language, subject, hello, parts, stop, stops, choose }: Letter): string {
  const body = parts.map(({ says, go, to }) => `<section><p>${plain(says)}</p><p>${link(go, to)}</p></section>`);
  const ways = stops.map(({ name, to }) => `<li>${link(name, to)}</li>`);
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<title>${plain(subject)}</title><style>${STYLE}</style></head><body><main>`,
    ...['<p class="name">Lesblik</p>', `<p>${plain(hello)}</p>`, ...body],
    `<footer><p>${plain(stop)}</p><ul>${ways.join('')}</ul><p>${link(choose.go, choose.to)}</p></footer>`,
    '</main></body></html>',
  ].join('\n');
}
