import type { Browser, BrowserContext } from '@playwright/test';

const SIGN = 'kept out by the page’s own policy';

/** Runs in every page: the event says what, where the browser's own words change from version to version. */
const tell = (sign: string): void =>
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
    // oxlint-disable-next-line no-console -- the way out of the page
    console.error(`${sign}: ${effectiveDirective} ${blockedURI} ${sourceFile ?? ''}:${lineNumber}`);
  });

/**
 * What the Content Security Policy kept out of any page of this browser: a script that nobody would miss in a test
 * is missed by somebody. Workers have no such event; what Chromium says of them is in the console.
 */
export function watchPolicy(browser: Browser): { violations: string[]; stop: () => void } {
  const violations: string[] = [];
  const watch = (context: BrowserContext): void => {
    context.addInitScript(tell, SIGN).catch(() => {});
    context.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && (text.startsWith(SIGN) || text.includes('Content Security Policy')))
        violations.push(`${message.page()?.url() ?? ''} ${text}`);
    });
  };
  for (const context of browser.contexts()) watch(context);
  browser.on('context', watch);
  return { violations, stop: () => void browser.off('context', watch) };
}
