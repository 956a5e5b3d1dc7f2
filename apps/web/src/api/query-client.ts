import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '@lesblik/shared/problems';
import { Offline } from './offline.ts';

let onSignedOut: () => void = () => undefined;

/** Called when the server says that nobody is signed in: the session ended elsewhere. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** What came of asking: where it is that nobody is signed in, the page is told. */
export const noteSignedOut = (error: unknown): void => {
  if (error instanceof Problem && error.code === 'not_signed_in') onSignedOut();
};

/** Worth another try: the line or the server was away. A refusal stays a refusal. */
const mayPass = (error: unknown): boolean =>
  error instanceof Offline || (error instanceof Problem && error.status === 503);

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error, query) {
      // Whoever asks who is signed in handles the answer; asking anew because of it would never end.
      if (query.queryKey[0] !== 'me') noteSignedOut(error);
    },
  }),
  mutationCache: new MutationCache({ onError: noteSignedOut }),
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (count, error) => count < 3 && mayPass(error) },
    mutations: { retry: false },
  },
});
