import type { words as dutch } from '../nl/lesson-consent.ts';
import type { SameWords } from '../same-words.ts';

export const words: SameWords<typeof dutch> = {
  purposes: { inside: 'Coaching in school', institute: 'Training institute', outside: 'Outside the school' },
  field: {
    label: 'Which class list?',
    hint: 'So we know whose consent is needed. You make lists under Lessons, Class lists.',
    unknown: 'No list yet',
    theirs: 'The list that you handed over',
    nobody: 'No pupil can be seen or heard',
  },
  lesson: {
    title: 'Who may this lesson be for?',
    list: 'Class list: {{name}}',
    nobody: 'No pupil can be seen or heard.',
    open: 'allowed',
    class_list_missing: 'not yet. First choose a class list with pupils, under Edit.',
    pupils_lack_consent: 'not allowed',
    lacking: 'No consent for: {{names}}',
    download_institute: 'Download for a training institute',
    download_outside: 'Download for somebody outside the school',
    mark: 'Who is not in the picture?',
    absent: 'Who can be neither seen nor heard?',
    absentHint: 'For these pupils no consent is needed for this lesson. Look the lesson through first.',
    marked: 'Saved. We looked anew at who the lesson may be for.',
  },
  call: {
    title: 'Who may this recording be for?',
    shows:
      'A lesson was played in this call, and can be seen and heard in the recording. What holds for it holds here too:',
    deleted: 'A lesson that you deleted',
    class_list_missing: 'not yet. The lesson played in it has no class list with pupils.',
    also: 'Review calls were recorded in which this lesson was played. It can still be seen in these recordings. Delete them too, if you want it gone altogether:',
  },
};
