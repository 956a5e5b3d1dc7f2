import '@fontsource/atkinson-hyperlegible-next/latin-400.css';
import '@fontsource/atkinson-hyperlegible-next/latin-ext-400.css';
import '@fontsource/atkinson-hyperlegible-next/latin-600.css';
import '@fontsource/atkinson-hyperlegible-next/latin-ext-600.css';
import '@fontsource/atkinson-hyperlegible-next/latin-700.css';
import './app/global.css';
import { Problem } from '@lesblik/shared/problems';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Offline } from './api/offline.ts';
import { App } from './app/App.tsx';
import { warmUp } from './app/warm-up.ts';
import { startI18n } from './i18n/i18n.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// The page's own policy forbids eval, which zod tries where it may: told before anything loads it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
warmUp(location.pathname);
await startI18n();
createRoot(root, {
  // What the page tells in words is no fault of the program.
  onCaughtError(error, { componentStack }) {
    if (!(error instanceof Problem || error instanceof Offline)) console.error(error, componentStack);
  },
}).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
