import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { PUPIL_CONSENT_TEXT } from '@lesblik/shared/class-lists';
import { words as en } from '../../i18n/en/class-lists.ts';
import { words as nl } from '../../i18n/nl/class-lists.ts';

/** What each version said, so that an answer of years ago can still be read beside its words. */
const kept = (version: string): string =>
  readFileSync(new URL(`../../../../../docs/consent-texts/pupils-${version}.md`, import.meta.url), 'utf8');

test('the words of the letter are kept under their version, which changes with them', () => {
  const page = ({ letter }: Pick<typeof nl | typeof en, 'letter'>): string =>
    [letter.title, letter.what, letter.each, letter.inside, letter.institute, letter.outside]
      .concat(letter.free, letter.kept, letter.sixteen)
      .map((sentence) => `- ${sentence}\n`)
      .join('');
  const text = `# Consent to film of pupils, ${PUPIL_CONSENT_TEXT}\n\n## nl\n\n${page(nl)}\n## en\n\n${page(en)}`;
  expect(kept(PUPIL_CONSENT_TEXT)).toBe(text);
});
