import type { words as nl } from '../nl/grants.ts';
import type { SameWords } from '../same-words.ts';

export const words: SameWords<typeof nl> = {
  title: 'Who do you share this lesson with?',
  share: 'Share',
  onlyYou: 'Only you can see this lesson.',
  nowShared_one: 'Besides you, {{count}} person can see this lesson now.',
  nowShared_other: 'Besides you, {{count}} people can see this lesson now.',
  add: 'Share with somebody',
  person: 'Who with?',
  choosePerson: 'Choose somebody at your school',
  nobody: 'There is nobody left to share with. Your administrator can invite people.',
  may: 'What may they do?',
  watch: 'Watch',
  watchComment: 'Watch and comment',
  until: 'Last day',
  untilHint: 'After that, access ends by itself.',
  confirm: '{{name}} can see this lesson until the end of {{day}}.',
  confirmComment: '{{name}} can see this lesson and comment until the end of {{day}}.',
  lackOutside:
    'This cannot be done: {{name}} is from outside the school, and there is no consent to that for {{pupils}}. Nothing was shared. Is this pupil not in the picture? Say so under “About this lesson”.',
  lackInside:
    'This cannot be done: there is no consent, or an objection, for {{pupils}}. Nothing was shared. Is this pupil not in the picture? Say so under “About this lesson”.',
  give: 'Share the lesson',
  given: '{{name}} can now see this lesson, until the end of {{day}}.',
  changed: 'Access changed for {{name}}.',
  withdraw: 'Withdraw',
  withdrawOf: 'Withdraw access for {{name}}',
  withdrawHelp: 'Access ends at once, even while somebody is watching. You can share the lesson again later.',
  withdrawn: '{{name}} can no longer see this lesson.',
  row: 'can {{what}} until the end of {{day}}',
  rowWatch: 'watch',
  rowComment: 'watch and comment',
  untilOf: 'Last day for {{name}}',
  mayOf: 'What {{name}} may do',
};
