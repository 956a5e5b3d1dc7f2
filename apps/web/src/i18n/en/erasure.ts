import type { SameWords } from '../same-words.ts';
import type { words as dutch } from '../nl/erasure.ts';

export const words: SameWords<typeof dutch> = {
  title: 'End account',
  intro: 'You can end your account and have everything of yours erased. There is no way back.',
  ask: 'End account and erase everything',
  noWayBack: 'What you erase here does not come back. Not from a backup either.',
  noWayBackOf: 'What you erase of {{name}} does not come back. Not from a backup either.',
  goes: {
    lessons: 'All your lessons are deleted, with their film and comments.',
    account: 'Your name, e-mail address, sign-ins and settings go, and what only you could read.',
  },
  goesOf: {
    lessons: 'All lessons of this person are deleted, with their film and comments.',
    account: 'Name, e-mail address, sign-ins and settings go, and what only they could read.',
  },
  stays:
    'What others read too stays without a name: comments on their lessons, trajectories and signed reports. Recorded calls of others stay too, with picture, voice and name, until their owner deletes them or their last day is over.',
  copyFirst: 'First a copy of my data',
  password: 'Your password',
  do: 'Erase everything',
  erase: 'Erase everything',
  eraseTitle: 'Erase everything of {{name}}?',
  erased: 'The account is ended, and everything is erased or is being erased now.',
};
