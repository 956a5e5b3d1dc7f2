/** One act of the keyboard, in the order in which the overview shows them. */
export const keyActs = [
  'play',
  'back',
  'forward',
  'backLong',
  'forwardLong',
  'frameBack',
  'frameForward',
  'tenth',
  'slower',
  'faster',
  'normalSpeed',
  'goto',
  'comment',
  'next',
  'previous',
  'rangeStart',
  'rangeEnd',
  'loop',
  'clearRange',
  'mute',
  'fullscreen',
  'pictureInPicture',
  'zoomIn',
  'zoomOut',
  'keys',
] as const;
export type KeyAct = (typeof keyActs)[number];

/** What stands on the caps in the overview. */
export const keyCaps: Record<KeyAct, readonly string[]> = {
  play: ['Space', 'k'],
  back: ['←'],
  forward: ['→'],
  backLong: ['j'],
  forwardLong: ['l'],
  frameBack: [','],
  frameForward: ['.'],
  tenth: ['0', '…', '9'],
  slower: ['<', '-'],
  faster: ['>', '+'],
  normalSpeed: ['='],
  goto: ['g'],
  comment: ['c'],
  next: ['n'],
  previous: ['p'],
  rangeStart: ['['],
  rangeEnd: [']'],
  loop: ['\\'],
  clearRange: ['Esc'],
  mute: ['m'],
  fullscreen: ['f'],
  pictureInPicture: ['i'],
  zoomIn: ['z'],
  zoomOut: ['Shift', 'z'],
  keys: ['?'],
};

const byKey: Record<string, KeyAct> = {
  ' ': 'play',
  k: 'play',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  j: 'backLong',
  l: 'forwardLong',
  ',': 'frameBack',
  '.': 'frameForward',
  '<': 'slower',
  '-': 'slower',
  '>': 'faster',
  '+': 'faster',
  '=': 'normalSpeed',
  g: 'goto',
  c: 'comment',
  n: 'next',
  p: 'previous',
  '[': 'rangeStart',
  ']': 'rangeEnd',
  '\\': 'loop',
  Escape: 'clearRange',
  m: 'mute',
  f: 'fullscreen',
  i: 'pictureInPicture',
  z: 'zoomIn',
  Z: 'zoomOut',
  '?': 'keys',
};

/** The act of a key press and, for a digit, the tenth it stands for. Undefined with a modifier that belongs to the browser. */
export function actOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): { act: KeyAct; tenth: number } | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (/^[0-9]$/.test(event.key)) return { act: 'tenth', tenth: Number(event.key) };
  const key = event.key.length === 1 && event.key !== 'Z' ? event.key.toLowerCase() : event.key;
  const act = byKey[key];
  return act && { act, tenth: 0 };
}

const TYPING =
  'input:not([type=checkbox]):not([type=radio]):not([type=range]):not([type=button]), textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]';
/** These do something of their own with space, enter or the arrows. */
const PRESSABLE =
  'button, a[href], summary, [role=button], [role=tab], [role=radio], [role=checkbox], [role=slider], input, media-play-button, media-mute-button, media-pip-button, media-fullscreen-button, media-volume-range';

/** Keys do nothing while somebody types, and leave a focused control its own keys. */
export function isForThePage(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || event.defaultPrevented || event.isComposing) return false;
  if (target.closest(TYPING)) return false;
  const own =
    event.key === ' ' ||
    event.key === 'Enter' ||
    event.key.startsWith('Arrow') ||
    event.key === 'Home' ||
    event.key === 'End';
  return !(own && target.closest(PRESSABLE));
}
