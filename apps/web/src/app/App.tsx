import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { queryClient, whenSignedOut } from '../api/query-client.ts';
import { meQuery } from '../features/identity/me.ts';
import { noteMove } from '../ui/navigation-focus.ts';
import { Toasts } from '../ui/Toasts.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { NotFound } from './lazy-pages.ts';
import { isReview } from './paths.ts';
import { pages } from './routes.tsx';
import { SignedIn } from './SignedIn.tsx';
import { theme } from './theme.ts';
import { NoPicture, useScheme } from './theme-choice.ts';

const AppShell = lazy(async () => ({ default: (await import('./AppShell.tsx')).AppShell }));
const OpenFrame = lazy(async () => ({ default: (await import('./OpenFrame.tsx')).OpenFrame }));

/** A new page starts at its top; going back is left to the browser. */
function useMoves(): string {
  const [path] = useLocation();
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    noteMove();
    scrollTo(0, 0);
  }, [path]);
  return path;
}

interface GuardedProps {
  children: ReactNode;
  around?: (broken: ReactNode) => ReactNode;
}

function Guarded({ children, around }: GuardedProps) {
  const path = useMoves();
  return (
    <ErrorBoundary resetOn={path} around={around}>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

/** There is no picture to judge now: the theme is that of any page. */
function inShell(broken: ReactNode): ReactNode {
  return (
    <AppShell>
      <NoPicture />
      {broken}
    </AppShell>
  );
}

const frames = {
  app: (page: ReactNode) => (
    <SignedIn>
      <AppShell>
        <Guarded>{page}</Guarded>
      </AppShell>
    </SignedIn>
  ),
  bare: (page: ReactNode) => (
    <SignedIn>
      <Guarded around={inShell}>{page}</Guarded>
    </SignedIn>
  ),
  open: (page: ReactNode) => (
    <OpenFrame>
      <Guarded>{page}</Guarded>
    </OpenFrame>
  ),
};

function Scheme({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  const scheme = useScheme(isReview(path));
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      {children}
    </MantineProvider>
  );
}

export function App() {
  useEffect(() => whenSignedOut(() => void queryClient.resetQueries({ queryKey: meQuery.queryKey })), []);
  return (
    <QueryClientProvider client={queryClient}>
      <Scheme>
        <Guarded>
          <Switch>
            {pages.map(({ path, page: Page, frame }) => (
              <Route key={path} path={path}>
                {frames[frame](<Page />)}
              </Route>
            ))}
            <Route path="/index.html">
              <Redirect to="/" replace />
            </Route>
            <Route>{frames.app(<NotFound />)}</Route>
          </Switch>
        </Guarded>
        <Toasts />
      </Scheme>
    </QueryClientProvider>
  );
}
