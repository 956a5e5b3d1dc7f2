import { expect, test } from '@jest/globals';
import { judge } from './audit.ts';

const answer = (severities: Record<string, string>) =>
  JSON.stringify({
    metadata: { vulnerabilities: { total: Object.keys(severities).length } },
    vulnerabilities: Object.fromEntries(
      Object.entries(severities).map(([name, severity]) => [name, { name, severity, range: '<2.0.0' }]),
    ),
  });

test('a serious weakness is named, one that is not is let go', () => {
  expect(judge(answer({ leak: 'critical', slow: 'low' }))).toEqual({ wrong: 'leak <2.0.0: critical' });
  expect(judge(answer({ slow: 'moderate' }))).toEqual({ wrong: '' });
  expect(judge(answer({}))).toEqual({ wrong: '' });
});

test('a registry that does not answer is no good news', () => {
  const refused = JSON.stringify({ message: '404 Not Found', error: { summary: '', detail: '' } });
  expect(judge(refused)).toEqual({ note: 'not asked: 404 Not Found' });
  expect(judge('')).toEqual({ note: 'not asked: npm audit gave no answer' });
  expect(judge('{}')).toEqual({ note: 'not asked: the registry gave no answer' });
});
