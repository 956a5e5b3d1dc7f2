import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { renderSVG } from 'uqr';
import { trustWords } from './trust-words.ts';

interface Addresses {
  /** Of this page, without TLS: whoever reads it does not trust the other one yet. */
  page: string;
  /** Of Lesblik, with TLS. */
  product: string;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #2a2622; --paper: #faf8f5; --line: #ddd6cc; --accent: #0c6462; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece7df; --paper: #191613; --line: #3d3832; --accent: #7cc4bf; } }
body { margin: 0 auto; max-width: 42rem; padding: 1.5rem 1rem 4rem; font: 1.05rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.6rem; line-height: 1.2; } nav a { margin-right: 1rem; } a { color: var(--accent); }
.act { display: inline-block; padding: 0.7rem 1.1rem; border-radius: 0.5rem; background: var(--accent); color: var(--paper); text-decoration: none; font-weight: 600; }
.code { width: 12rem; max-width: 100%; background: #fff; padding: 0.5rem; border-radius: 0.5rem; }
code { overflow-wrap: anywhere; } dt { font-weight: 600; margin-top: 0.8rem; } dd { margin: 0; } hr { border: 0; border-top: 1px solid var(--line); margin: 1.5rem 0; }`;

const code = (address: string, label: string): string =>
  `<div class="code" role="img" aria-label="${label}">${renderSVG(address, { border: 1 })}</div>`;

/** How another device comes to trust this computer, in Dutch or English. */
function trustPage(language: 'nl' | 'en', { page, product }: Addresses, fingerprint: string): string {
  const words = trustWords[language];
  const steps = words.steps.map(({ device, text }) => `<dt>${device}</dt><dd>${text}</dd>`).join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${words.title}</title><style>${STYLE}</style></head><body><main>
<nav><a href="/nl" lang="nl">Nederlands</a><a href="/en" lang="en">English</a></nav>
<h1>${words.title}</h1><p>${words.why}</p>
<p>${words.open}<br><strong>${page}</strong></p>${code(page, page)}
<hr><p><a class="act" href="/lesblik.crt">${words.download}</a></p>
<p>${words.compare}<br><code>${fingerprint}</code></p><dl>${steps}</dl>
<hr><p>${words.then}: <a href="${product}">${product}</a>, ${words.scan}</p>${code(product, product)}
<p>${words.afterwards}</p></main></body></html>`;
}

/** Serves that page and the authority's certificate (never its key). */
export function serveTrustPage(addresses: Addresses, authorityFile: string, fingerprint: string): Server {
  const pages = { nl: trustPage('nl', addresses, fingerprint), en: trustPage('en', addresses, fingerprint) };
  return createServer((request, response) => {
    if (request.url === '/lesblik.crt') {
      response.setHeader('content-type', 'application/x-x509-ca-cert');
      response.setHeader('content-disposition', 'attachment; filename="lesblik.crt"');
      response.end(readFileSync(authorityFile));
      return;
    }
    const wanted = request.url === '/' ? (request.headers['accept-language'] ?? 'nl') : (request.url ?? '').slice(1);
    if (request.url !== '/' && wanted !== 'nl' && wanted !== 'en') {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages[wanted.startsWith('en') ? 'en' : 'nl']);
  });
}
