import { lazy } from 'react';

/** Comes behind the page: nobody waits for it. */
export const LazyBell = lazy(async () => ({ default: (await import('./Bell.tsx')).Bell }));
