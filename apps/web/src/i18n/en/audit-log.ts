import type { words as nl } from '../nl/audit-log.ts';
import type { SameWords } from '../same-words.ts';

export const words: SameWords<typeof nl> = {
  title: 'Who watched',
  back: 'Lessons',
  intro: 'Everything that happened with this lesson is listed here. Only you can see this.',
  introAll: 'Everything that happened with your lessons is listed here. Only you can see this.',
  empty: 'Nothing has happened yet.',
  nothingFound: 'Nothing found. Search for something else, or clear what you chose.',
  words: 'Search for a name or a word',
  person: 'Who',
  everybody: 'Everybody',
  filter: 'What',
  all: 'Everything',
  from: 'From',
  to: 'Until',
  clear: 'Clear what I chose',
  download: 'Download as a table',
};
