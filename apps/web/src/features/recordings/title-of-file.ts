/** A first title from the file's name; names that a phone made up say nothing and give none. */
export function titleOfFile(fileName: string): string {
  const name = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  const madeUp = /^(vid|img|mov|mvi|pxl|dsc|gopr|gh|dji|video|recording|opname|whatsapp video)?[\s\d().:~]*$/i;
  return madeUp.test(name) ? '' : name.charAt(0).toUpperCase() + name.slice(1, 200);
}

/** Those without a title (null) get the proposed one, each a different one. */
export function titled<T extends { title: string | null }>(
  films: readonly T[],
  proposed: string,
): (T & { title: string })[] {
  const without = films.filter(({ title }) => title === null);
  return films.map((film) => {
    const nth = without.indexOf(film);
    return { ...film, title: film.title ?? (nth === 0 ? proposed : `${proposed} (${nth + 1})`) };
  });
}
