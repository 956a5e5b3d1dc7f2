import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CONSENT_TEXT_VERSION } from '@lesblik/shared/room-events';
import { words as en } from '../../i18n/en/rooms.ts';
import { words as nl } from '../../i18n/nl/rooms.ts';

/** What each version said, so that an answer of years ago can still be read beside its words. */
const kept = (version: string): string =>
  readFileSync(new URL(`../../../../../docs/consent-texts/${version}.md`, import.meta.url), 'utf8');

test('the words of the consent page are kept under their version, which changes with them', () => {
  const page = ({ consent, take }: Pick<typeof nl | typeof en, 'consent' | 'take'>): string =>
    [
      ...[consent.title, consent.asks, consent.youAsk],
      ...[consent.what, consent.whatText, consent.why, consent.whyText],
      ...[consent.who, consent.whoText, consent.whoMine, consent.long, consent.longText, consent.longMine],
      ...[consent.free, consent.freeMine, consent.yes, consent.no, consent.kept],
      ...[take.takeBackTitle, take.takeBackText, take.remove, take.keep],
    ]
      .map((sentence) => `- ${sentence}\n`)
      .join('');
  const text = `# Consent in a call, ${CONSENT_TEXT_VERSION}\n\n## nl\n\n${page(nl)}\n## en\n\n${page(en)}`;
  expect(kept(CONSENT_TEXT_VERSION)).toBe(text);
});
