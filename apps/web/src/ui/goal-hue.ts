/** Hues far apart for neighbours in the list, away from those of the comment kinds where that is possible. */
const HUES = [195, 310, 55, 265, 110, 350, 230, 25] as const;

/** The hue of a goal by its number in the list, from 1. */
const goalHue = (position: number): number => HUES[(Math.max(1, position) - 1) % HUES.length] ?? HUES[0];

/** The goal's colour in the theme of the page. */
export const goalColour = (position: number): string =>
  `oklch(var(--lb-goal-lightness) var(--lb-goal-chroma) ${goalHue(position)})`;
