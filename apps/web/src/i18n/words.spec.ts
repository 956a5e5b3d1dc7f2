import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { problems } from '@lesblik/shared/problems';

type Words = { readonly [key: string]: string | Words };

const folder = (language: string): URL => new URL(`./${language}/`, import.meta.url);
const namespaces = readdirSync(folder('nl')).map((file) => file.replace(/\.ts$/, ''));

async function load(language: string, namespace: string): Promise<Words> {
  const file = (await import(new URL(`${namespace}.ts`, folder(language)).href)) as { words: Words };
  return file.words;
}

const flat = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value, `${path}${key}.`),
  );

const holes = (sentence: string): string[] =>
  [...sentence.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? '').toSorted();

test('both languages have the same namespaces', () => {
  expect(readdirSync(folder('en')).toSorted()).toEqual(readdirSync(folder('nl')).toSorted());
});

describe.each(namespaces)('%s', (namespace) => {
  test('says everything in both languages, with the same holes to fill', async () => {
    const nl = new Map(flat(await load('nl', namespace)));
    const en = new Map(flat(await load('en', namespace)));
    expect([...en.keys()].toSorted()).toEqual([...nl.keys()].toSorted());
    for (const [key, sentence] of nl) {
      expect(sentence.trim()).not.toBe('');
      expect({ key, holes: holes(en.get(key) ?? '') }).toEqual({ key, holes: holes(sentence) });
    }
  });
});

test('a title stands apart from the sentence around it: in quotes, or alone at the end after a colon', () => {
  const apart: Record<string, RegExp> = { nl: /‘{{title}}’/, en: /“{{title}}”/ };
  return Promise.all(
    ['nl', 'en'].flatMap((language) =>
      namespaces.map(async (namespace) => {
        const sentences = flat(await load(language, namespace)).filter(([, sentence]) =>
          sentence.includes('{{title}}'),
        );
        const running = sentences.filter(
          ([, sentence]) => !apart[language]?.test(sentence) && !sentence.endsWith(': {{title}}'),
        );
        expect({ language, namespace, running }).toEqual({ language, namespace, running: [] });
      }),
    ),
  );
});

test('every problem has a sentence that ends', async () => {
  for (const language of ['nl', 'en']) {
    const words = await load(language, 'problems');
    for (const code of Object.keys(problems))
      expect({ code, ends: /[.?]$/.test(flat({ code: words[code] ?? '' })[0]?.[1] ?? '') }).toEqual({
        code,
        ends: true,
      });
  }
});
