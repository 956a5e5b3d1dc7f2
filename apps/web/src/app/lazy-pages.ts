import { lazy } from 'react';

/** Not needed on a good day: they come when they are. */
export const Broken = lazy(async () => ({ default: (await import('./Broken.tsx')).Broken }));
export const NotFound = lazy(async () => ({ default: (await import('./NotFound.tsx')).NotFound }));
