import { expect, test } from '@jest/globals';
import { AuditKind } from './audit-log.ts';
import { logSentence, saying } from './log-sentence.ts';

const person = (name: string) => ({ id: name, name });
const entry = (kind: AuditKind, more: object = {}) => ({
  ...{ kind, actor: person('Eva'), subject: person('Joris'), startMs: 750_000, endMs: 3_720_000 },
  ...{ until: null, detail: null, device: 'phone', ...more },
});
const day = () => '3 dec';
const nl = (...given: Parameters<typeof entry>) => logSentence(entry(...given), 'me', 'nl', day);

test('who did what, on what, and which part', () => {
  expect(nl('played')).toBe('Eva keek van 12:30 tot 1:02:00 op een telefoon.');
  expect(nl('opened', { device: null })).toBe('Eva opende de les.');
  expect(nl('opened', { actor: person('me') })).toBe('Jij opende de les op een telefoon.');
  expect(nl('refused', { actor: null })).toMatch(/^Iemand die niet was ingelogd probeerde/);
  expect(nl('opened', { actor: person('') })).toMatch(/^Iemand die er niet meer is opende/);
  expect(nl('downloaded', { detail: 'export', device: null })).toMatch(/met deze film erin\.$/);
});

test('until when access was given', () => {
  const until = '2026-12-03T12:00:00Z';
  expect(nl('granted', { until, startMs: null, endMs: null })).toBe('Eva deelde de les met Joris, tot en met 3 dec.');
  expect(nl('granted', { until })).toBe('Eva deelde 12:30 tot 1:02:00 van de les met Joris, tot en met 3 dec.');
  expect(nl('grant_changed')).toBe('Eva veranderde de toegang van Joris.');
});

test('why access ended, for whom a film was taken along, and what others see of it', () => {
  expect(nl('withdrawn', { detail: 'consent' })).toMatch(/^De toegang van Joris stopte/);
  expect(nl('withdrawn', { detail: 'restored', actor: null })).toMatch(/^De toegang van Joris stopte, omdat de school/);
  expect(nl('withdrawn', { detail: 'erased', subject: person('') })).toBe(
    'De toegang van iemand die er niet meer is stopte, omdat die persoon niet meer meedoet.',
  );
  expect(nl('deleted', { detail: 'term', actor: null })).toMatch(/^De les werd vanzelf verwijderd/);
  expect(nl('downloaded', { detail: 'institute', device: null })).toMatch(/voor een opleiding\.$/);
  expect(nl('trimmed')).toBe('Eva liet de anderen alleen 12:30 tot 1:02:00 van de les zien.');
  expect(nl('trimmed', { startMs: null, endMs: null })).toBe('Eva liet de anderen weer de hele les zien.');
});

test('a lesson whose time was over was deleted by nobody', () => {
  expect(nl('deleted')).toBe('Eva verwijderde de les.');
  expect(nl('deleted', { actor: null })).toBe('De les is vanzelf verwijderd.');
});

test('what was refused is said by what was tried', () => {
  expect(nl('refused', { detail: 'delete' })).toBe(
    'Eva probeerde op een telefoon de les te verwijderen. Dat mocht niet.',
  );
  expect(nl('refused', { detail: 'delete', device: null })).toBe(
    'Eva probeerde de les te verwijderen. Dat mocht niet.',
  );
  expect(nl('refused', { detail: 'something new' })).toBe(
    'Eva probeerde op een telefoon de les te bekijken en kwam er niet in.',
  );
});

test('every kind has its sentence in both languages, with nothing left open', () => {
  for (const kind of AuditKind.options) {
    for (const language of ['nl', 'en'] as const) {
      expect(logSentence(entry(kind), 'me', language, day)).toMatch(/^Eva [^{}]+\.$/);
    }
  }
});

test('a word of the page leads to the entries that say it', () => {
  expect(saying('TELEFOON').devices).toEqual(['phone']);
  expect(saying('watched').kinds).toEqual(['played', 'loaded']);
  expect(saying('verwijderen')).toEqual({ kinds: [], devices: [], refused: ['delete'] });
  expect(saying('device')).toEqual({ kinds: [], devices: [], refused: [] });
});
