import { useState } from 'react';
import { dayFromNow } from '../../../ui/format.ts';
import { titled, titleOfFile } from '../title-of-file.ts';
import type { Chosen } from './FilePicker.tsx';
import type { Picked } from './pick-files.ts';
import { refusalOf } from './upload-engine.ts';

type Wrong = 'no_film' | 'no_title' | 'refused';

const wellTitled = ({ title }: Chosen): boolean => title.trim() !== '';

/** Null: neither the file's name nor anybody has said yet what lesson it is. */
type Kept = Omit<Chosen, 'title'> & { title: string | null };

/**
 * The films chosen on the upload page, before their recordings exist.
 * @param proposed title of a film of which the file's name says nothing, until somebody types another
 */
export function useChosenFiles(proposed: string) {
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const chosen: readonly Chosen[] = titled(kept, proposed);

  return {
    chosen,
    untitled: (key: string): boolean => chosen.some((file) => file.key === key && !wellTitled(file)),

    /** @returns the day of the first film, from its file, when these are the first */
    add(picked: readonly Picked[]): string | undefined {
      const known = new Set(chosen.map(({ file }) => `${file.name} ${file.size}`));
      const added = picked
        .filter(({ file }) => !known.has(`${file.name} ${file.size}`))
        .map((one) => ({
          ...one,
          key: crypto.getRandomValues(new Uint32Array(2)).join('-'),
          title: titleOfFile(one.file.name) || null,
          problem: refusalOf(one.file),
        }));
      setKept([...kept, ...added]);
      const first = added[0];
      return chosen.length === 0 && first ? dayFromNow(0, new Date(first.file.lastModified)) : undefined;
    },

    rename: (key: string, title: string): void =>
      setKept((all) => all.map((file) => (file.key === key ? { ...file, title } : file))),
    remove: (key: string): void => setKept((all) => all.filter((file) => file.key !== key)),
    refuse: (key: string, problem: string): void =>
      setKept((all) => all.map((file) => (file.key === key ? { ...file, problem } : file))),

    /** By the field's name, what keeps these films from being sent. */
    wrong(): Record<string, Wrong> {
      if (chosen.length === 0) return { films: 'no_film' };
      const found: Record<string, Wrong> = {};
      for (const file of chosen) {
        if (refusalOf(file.file) !== undefined) found[`film-${file.key}`] = 'refused';
        if (!wellTitled(file)) found[`title-${file.key}`] = 'no_title';
      }
      return found;
    },
  };
}
