import { beforeAll, expect, test } from '@jest/globals';
import i18next from 'i18next';
import { named } from './named.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'nl', resources: { nl: { translation: { gone: 'iemand die er niet meer is' } } } });
});

test('somebody without a name is named by words, and nothing else that is empty is', () => {
  const answer = {
    author: { id: '1', name: '' },
    text: '',
    report: { signedName: '', content: { coach: '' } },
    templateName: '',
  };
  expect(named(JSON.stringify(answer))).toEqual({
    author: { id: '1', name: 'iemand die er niet meer is' },
    text: '',
    report: { signedName: 'iemand die er niet meer is', content: { coach: 'iemand die er niet meer is' } },
    templateName: '',
  });
});

test('an answer in which nothing is empty is what was sent', () => {
  const answer = { author: { id: '1', name: 'Sanne' }, text: 'Goed', list: [], none: null };
  expect(named(JSON.stringify(answer))).toEqual(answer);
});
