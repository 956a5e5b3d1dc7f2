import { existsSync, globSync, readFileSync } from 'node:fs';
import { inRoot } from '../bootstrap/paths.ts';

type Texts = { [key: string]: string | Texts };

const languages = ['nl', 'en'] as const;
const folder = 'apps/web/src/i18n';
/** As built: this runs after the compiler. */
const problemsModule = inRoot('libs/shared/dist/problems.js');

/** The dotted keys of a tree of texts. */
export const keysOf = (texts: Texts, prefix = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? `${prefix}${key}` : keysOf(value, `${prefix}${key}.`),
  );

/** Keys that one language has and the other lacks, one a line; i18next's plural forms are the same in Dutch and English. */
export function missingKeys(nl: Set<string>, en: Set<string>): string[] {
  const lacks = (language: string, has: Set<string>, wanted: Set<string>): string[] =>
    [...wanted].filter((key) => !has.has(key)).map((key) => `${language} lacks ${key}`);
  return [...lacks('nl', nl, en), ...lacks('en', en, nl)];
}

/** Both languages have the same texts, none empty, and each problem of the catalogue has its sentence. */
export async function translations(): Promise<string> {
  if (!existsSync(inRoot(folder))) return '';
  const [nl, en] = languages.map(readLanguage) as [Set<string>, Set<string>];
  const { problems } = (await import(problemsModule)) as { problems: Record<string, unknown> };
  const sentences = Object.keys(problems).flatMap((code) =>
    languages
      .filter((language) => !(language === 'nl' ? nl : en).has(`problems.${code}`))
      .map((language) => `${language} lacks a sentence for the problem ${code}`),
  );
  return [...missingKeys(nl, en), ...sentences].join('\n');
}

/** A file's name is the first part of its keys. */
function readLanguage(language: string): Set<string> {
  const files = globSync(`${folder}/${language}/*.json`, { cwd: inRoot() });
  return new Set(
    files.flatMap((file) => {
      const name = file.replace(/^.*\//, '').replace(/\.json$/, '');
      return keysOf(JSON.parse(readFileSync(inRoot(file), 'utf8')) as Texts, `${name}.`);
    }),
  );
}
