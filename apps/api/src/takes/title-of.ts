interface Subject {
  /** Of the call. */
  title: string;
  /** Of the teacher. */
  language: string;
  /** Recordings of this call that were begun before. */
  earlier: number;
}

/** What a recording of a call is called: what it is, about what, and from the second on which part. */
export function titleOf({ title, language, earlier }: Subject, most: number): string {
  const [kind, part] = language === 'en' ? ['Review call', 'part'] : ['Kijkgesprek', 'deel'];
  const whole = title.toLowerCase().startsWith(kind.toLowerCase()) ? title : `${kind}: ${title}`;
  const ending = earlier === 0 ? '' : `, ${part} ${earlier + 1}`;
  return `${whole.slice(0, most - ending.length)}${ending}`;
}
