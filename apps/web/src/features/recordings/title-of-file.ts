/** A first title from the file's name; names that a phone made up say nothing and give none. */
export function titleOfFile(fileName: string): string {
  const name = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  const madeUp = /^(vid|img|mov|mvi|pxl|dsc|gopr|gh|dji|video|recording|opname|whatsapp video)?[\s\d().:~]*$/i;
  return madeUp.test(name) ? '' : name.charAt(0).toUpperCase() + name.slice(1, 200);
}
