import type { SameWords } from '../same-words.ts';
import type { words as dutch } from '../nl/player.ts';

export const words: SameWords<typeof dutch> = {
  picture: 'Picture of the lesson “{{title}}”',
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
  zoomIn: 'Zoom in on the timeline (z)',
  zoomOut: 'Zoom out of the timeline (Shift z)',
  goto: 'Go to a time',
  gotoFrom: 'Go to a time. Now:',
  loopOn: 'Looping',
  loopStop: 'Stop looping',
  waiting: {
    loading: 'Loading the picture …',
    beingMade: 'This part is being prepared for you now. It takes a few seconds.',
    frame: 'This part is still being prepared. The picture will move on after that.',
  },
  problem: {
    reload: 'Reload the page',
    offline: {
      title: 'No connection',
      text: 'The film continues by itself when the connection is back. Your comments are kept.',
    },
    server: {
      title: 'The server cannot play the film right now',
      text: 'We keep trying. Is it taking long? Reload the page or ask your administrator.',
    },
    refused: {
      title: 'You can no longer see this lesson',
      text: 'The lesson was deleted, or your access ended. Ask the teacher of the lesson if you did not expect this.',
    },
    media: {
      title: 'This device cannot play the film',
      text: 'Reload the page. Still not working? Try another browser or another device.',
    },
    unsupported: {
      title: 'This browser cannot play the film',
      text: 'Use a recent version of Chrome, Edge, Firefox or Safari.',
    },
  },
  over: {
    home: 'Go to the home page',
    withdrawn: {
      title: 'The teacher no longer shares this lesson',
      text: 'Your access was withdrawn. The picture and comments have been removed from this screen.',
    },
    expired: {
      title: 'Your access to this lesson has ended',
      text: 'The agreed date has passed. Ask the teacher to share the lesson again if you still want to watch.',
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
