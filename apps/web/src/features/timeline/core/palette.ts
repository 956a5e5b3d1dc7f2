import type { GlyphName } from './glyphs.ts';
import type { Side } from './layout.ts';

export interface Palette {
  readonly surface: string;
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly wave: string;
  readonly wavePlayed: string;
  readonly playhead: string;
  readonly selection: string;
  readonly buffered: string;
  readonly kinds: Readonly<Record<GlyphName, string>>;
  /** Around what one of two marked, or both. */
  readonly sides: Readonly<Record<Side, string>>;
  /** Ink on a filled glyph. */
  readonly onKind: string;
}

/** Every kind stands out at least 3 to 1 from the surface (WCAG 1.4.11), text 4.5 to 1. */
export const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  dark: {
    surface: '#191613',
    text: '#ece7df',
    dim: '#b9b1a6',
    line: '#3d3832',
    wave: '#6f675d',
    wavePlayed: '#52ada7',
    playhead: '#ffffff',
    selection: 'rgba(82, 173, 167, 0.28)',
    buffered: '#4a443d',
    kinds: { compliment: '#5fc27e', question: '#79b0f2', suggestion: '#eab04d', private: '#b9b1a6' },
    sides: { both: '#52ada7', mine: '#ece7df', theirs: '#c9a6ee' },
    onKind: '#12100e',
  },
  light: {
    surface: '#faf8f5',
    text: '#2a2622',
    dim: '#6b6359',
    line: '#ddd6cc',
    wave: '#b3a99c',
    wavePlayed: '#177a76',
    playhead: '#12100e',
    selection: 'rgba(23, 122, 118, 0.2)',
    buffered: '#c8bfb3',
    kinds: { compliment: '#1f7a3d', question: '#1f5fae', suggestion: '#9a5b00', private: '#6b6359' },
    sides: { both: '#177a76', mine: '#2a2622', theirs: '#7b3fb0' },
    onKind: '#ffffff',
  },
};
