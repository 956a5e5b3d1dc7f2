import { createTheme, type MantineColorsTuple } from '@mantine/core';

const warmGrey: MantineColorsTuple = [
  '#faf8f5',
  '#f4f1ec',
  '#eae5dd',
  '#ddd6cc',
  '#c8bfb3',
  '#8f8579',
  '#6b6359',
  '#59524a',
  '#433d36',
  '#2a2622',
];

/** Mantine draws its dark theme from this tuple: text, dimmed, placeholder, border, hover, surface, page … */
const warmDark: MantineColorsTuple = [
  '#ece7df',
  '#d3ccc2',
  '#b9b1a6',
  '#a39a8e',
  '#5d564e',
  '#3d3832',
  '#2c2824',
  '#1f1c19',
  '#191613',
  '#12100e',
];

const teal: MantineColorsTuple = [
  '#e9f5f4',
  '#d2eae8',
  '#a9d8d4',
  '#7cc4bf',
  '#52ada7',
  '#2f948e',
  '#177a76',
  '#0c6462',
  '#08504e',
  '#053c3b',
];

/** Of what destroys: white words on its filled shades can be read, which those that come with Mantine are too light for. */
const red: MantineColorsTuple = [
  '#fdf0ee',
  '#fadfdb',
  '#f3bdb6',
  '#ec988e',
  '#e6796c',
  '#d9594a',
  '#c2402f',
  '#a52a22',
  '#8e2b1f',
  '#73231a',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  colors: { teal, red, gray: warmGrey, dark: warmDark },
  black: '#2a2622',
  fontFamily: "'Atkinson Hyperlegible Next', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
    },
  },
  fontSizes: { xs: '0.9375rem', sm: '1rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '6px', md: '6px', lg: '6px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Modal: {
      // Its <header> would be a second banner of the page.
      defaultProps: {
        padding: 'lg',
        attributes: { header: { role: 'none' } },
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.5 },
      },
      styles: {
        title: { fontSize: '1.25rem', fontWeight: 650 },
        content: { maxHeight: 'calc(95dvh - var(--lb-below-dialogs))' },
      },
    },
    Tooltip: {
      defaultProps: { events: { hover: true, focus: true, touch: true }, transitionProps: { duration: 100 } },
    },
  },
});
