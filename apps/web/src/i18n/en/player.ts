import type { SameWords } from '../same-words.ts';
import type { words as dutch } from '../nl/player.ts';

export const words: SameWords<typeof dutch> = {
  picture: 'Picture of the lesson {{title}}',
  soundPicture: 'The sound of the lesson as a wave',
  soundOnly: 'This recording has sound only',
  controls: 'Player controls',
  speed: 'Speed',
  times: '{{rate}}×',
  quality: 'Picture quality',
  auto: 'Auto',
  autoQuality: 'Auto ({{quality}}p)',
  lines: '{{quality}}p',
  keys: 'Keyboard shortcuts',
  zoomIn: 'Timeline closer (z)',
  zoomOut: 'Timeline farther (Shift z)',
  goto: 'Go to a time',
  gotoFrom: 'Go to a time. Now:',
  loopOn: 'Looping',
  loopStop: 'Stop looping',
  waiting: {
    loading: 'The picture is on its way …',
    beingMade: 'This part is being made for you now. It takes a few seconds.',
  },
  problem: {
    reload: 'Reload the page',
    offline: {
      title: 'No connection',
      text: 'The film goes on by itself when the connection is back. Your comments are kept.',
    },
    server: {
      title: 'The server cannot give the film now',
      text: 'We keep trying. Does it take long? Reload the page or ask your administrator.',
    },
    refused: {
      title: 'You can no longer see this lesson',
      text: 'The lesson was deleted, or your access ended. Ask the teacher of the lesson if you did not expect this.',
    },
    media: {
      title: 'This device cannot play the film',
      text: 'Reload the page. Does that not help? Try another browser or another device.',
    },
    unsupported: {
      title: 'This browser cannot play the film',
      text: 'Use a recent version of Chrome, Edge, Firefox or Safari.',
    },
  },
  over: {
    home: 'Go to the start page',
    withdrawn: {
      title: 'The teacher no longer shares this lesson',
      text: 'Your access was withdrawn. Picture and comments were taken off this screen.',
    },
    expired: {
      title: 'Your access to this lesson has ended',
      text: 'The agreed date was reached. Ask the teacher to share the lesson again if you still want to watch.',
    },
    deleted: {
      title: 'This lesson was deleted',
      text: 'The teacher deleted the lesson with all its comments.',
    },
  },
  said: {
    playing: 'Playing from {{time}}',
    paused: 'Paused at {{time}}',
    at: '{{time}}',
    ended: 'End of the lesson',
    rate: 'Speed {{rate}}',
    muted: 'Sound off',
    unmuted: 'Sound on',
    loop: 'Looping the range',
    noLoop: 'No longer looping',
  },
};
