import { addTranslation } from 'media-chrome/dist/utils/i18n.js';

/** The words of those controls that we use; media-chrome brings its own English. */
const dutch = {
  Play: 'Afspelen',
  Pause: 'Pauze',
  play: 'afspelen',
  pause: 'pauze',
  Mute: 'Geluid uit',
  Unmute: 'Geluid aan',
  mute: 'geluid uit',
  unmute: 'geluid aan',
  volume: 'volume',
  'Enter fullscreen mode': 'Volledig scherm',
  'Exit fullscreen mode': 'Volledig scherm sluiten',
  'enter fullscreen mode': 'volledig scherm',
  'exit fullscreen mode': 'volledig scherm sluiten',
  'Enter picture in picture mode': 'Beeld in beeld',
  'Exit picture in picture mode': 'Beeld in beeld sluiten',
  'enter picture in picture mode': 'beeld in beeld',
  'exit picture in picture mode': 'beeld in beeld sluiten',
  'video player': 'videospeler',
  'audio player': 'geluidspeler',
};

addTranslation('nl', dutch);
