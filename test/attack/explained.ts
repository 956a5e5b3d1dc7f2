import type { Finding } from './ran.ts';

/** What a tool says and what is not so, or is meant; each stands in docs/security.md too. */
const explained: readonly { what: RegExp; because: string }[] = [
  {
    what: /X-XSS-Protection is not set/,
    because:
      'It is set, to 0: the filter that it switched on is out of all browsers, and could be misused where it was.',
  },
  {
    what: /Strict-Transport-Security is not set/,
    because: 'The school under attack is on loopback without https; where PUBLIC_URL is https, the header is sent.',
  },
];

export const explanationOf = ({ what }: Finding): string | undefined =>
  explained.find((one) => one.what.test(what))?.because;

/** Explanations of what no tool says any more. */
export const idleExplanations = (findings: readonly Finding[]): string[] =>
  explained.filter(({ what: says }) => !findings.some(({ what }) => says.test(what))).map(({ what }) => String(what));
