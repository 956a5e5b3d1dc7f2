import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

type Page = LazyExoticComponent<ComponentType>;

interface PageRoute {
  path: string;
  page: Page;
  /** `app`: signed in, inside the shell. `bare`: signed in, draws its own header. `open`: for whoever has the link. */
  frame: 'app' | 'bare' | 'open';
}

/** Every page and its address; each is a chunk of its own. The first that fits is shown. */
export const pages: readonly PageRoute[] = [
  {
    path: '/',
    frame: 'app',
    page: lazy(async () => ({ default: (await import('../features/home/HomePage.tsx')).HomePage })),
  },
  {
    path: '/recordings/:recordingId',
    frame: 'bare',
    page: lazy(async () => ({ default: (await import('../features/review/ReviewPage.tsx')).ReviewPage })),
  },
];
