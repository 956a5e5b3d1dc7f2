import type { words as nl } from '../nl/holds.ts';
import type { SameWords } from '../same-words.ts';

export const words: SameWords<typeof nl> = {
  title: 'Lessons that have to stay',
  intro:
    'Does the law ask to keep somebody’s lessons, for instance with a complaint? Then nobody can delete them until the day you choose. You do not see the lessons by it. The teacher is told, with the reason.',
  none: 'Nothing has to stay now.',
  add: 'Hold lessons',
  of: 'Lessons of {{name}}, from {{from}} to {{until}}',
  why: '{{reason}} · until {{day}}',
  end: 'Let go',
  endOf: 'Let go: the lessons of {{name}}',
  ended: 'The lessons are free again.',
  owner: 'Lessons of',
  recordedFrom: 'Recorded from',
  recordedUntil: 'Recorded until',
  reason: 'Reason',
  reasonHint: 'The teacher reads this reason.',
  until: 'Hold until',
  do: 'Hold',
  set: 'The lessons are held. The teacher is told.',
  mine: 'These lessons cannot be deleted now',
  mineText:
    '{{name}} held lessons of yours, recorded from {{from}} to {{until}}: {{reason}}. That lasts until {{day}}. Nobody sees more of them by it.',
};
