import { expect, test } from '@jest/globals';
import { troubleOf } from './device-trouble.ts';

const thrown = (name: string, message = ''): Error => Object.assign(new Error(message), { name });

test.each([
  ['NotAllowedError', 'Permission denied', 'refused'],
  ['NotAllowedError', 'Permission denied by system', 'refused_by_system'],
  ['SecurityError', '', 'refused'],
  ['NotFoundError', 'Requested device not found', 'none'],
  ['OverconstrainedError', '', 'none'],
  ['NotReadableError', 'Could not start video source', 'taken'],
  ['AbortError', '', 'taken'],
  ['TypeError', '', 'unknown'],
])('%s (%s) is told as %s', (name, message, trouble) => {
  expect(troubleOf(thrown(name, message), true)).toBe(trouble);
});

test('on a page without TLS that is what is the matter, whatever was thrown', () => {
  expect(troubleOf(thrown('NotAllowedError'), false)).toBe('insecure');
  expect(troubleOf(undefined, false)).toBe('insecure');
});

test('what is no error at all is told too', () => {
  expect(troubleOf('no', true)).toBe('unknown');
});
