import type { Finding } from './tools.ts';

/** What a tool says and what is not so, or is meant; each stands in docs/security.md too. */
const explained: readonly { what: RegExp; because: string }[] = [];

export const explanationOf = ({ what }: Finding): string | undefined =>
  explained.find((one) => one.what.test(what))?.because;
