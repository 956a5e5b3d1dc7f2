import { useSuspenseQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useParams } from 'wouter';
import { Waiting } from '../../ui/Waiting.tsx';
import { useStore } from '../../ui/use-store.ts';
import { useMe } from '../identity/me.ts';
import { recordingQuery } from '../recordings/recording-query.ts';
import { ReviewContext } from './review-context.tsx';
import { ReviewRoom } from './ReviewRoom.tsx';
import { ReviewSession } from './session.ts';

const Ended = lazy(async () => ({ default: (await import('./Ended.tsx')).Ended }));
const Preparing = lazy(async () => ({ default: (await import('./Preparing.tsx')).Preparing }));

// Under way while the page itself is: nothing of it can be drawn without its words.
void i18next.loadNamespaces(['review', 'player', 'comments']);

/** Often enough for an honest percentage where the socket does not get through. */
const LOOK_AGAIN_MS = 3000;

export function ReviewPage() {
  const { recordingId } = useParams<{ recordingId: string }>();
  const [turn, setTurn] = useState(0);
  // Another part of it is shown from now on: nothing that was there stays.
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return <OneReview key={`${recordingId}.${turn}`} recordingId={recordingId} again={again} />;
}

function OneReview({ recordingId, again }: { recordingId: string; again: () => void }) {
  const [session] = useState(() => new ReviewSession(recordingId));
  const over = useStore(session.player, (state) => state.over);
  useEffect(() => session.open(), [session]);
  useEffect(() => {
    if (over === 'range_changed') again();
  }, [over, again]);
  if (over === 'range_changed') return <Waiting />;
  if (over) return <Ended reason={over} />;
  return (
    <Suspense fallback={<Waiting />}>
      <Opened session={session} />
    </Suspense>
  );
}

function Opened({ session }: { session: ReviewSession }) {
  const me = useMe();
  const { data: recording } = useSuspenseQuery({
    ...recordingQuery(session.recordingId),
    refetchInterval: ({ state }) =>
      state.data && !(state.data.state === 'ready' && state.data.playable) ? LOOK_AGAIN_MS : false,
  });
  useEffect(() => {
    // Before there is a picture to wait for, news of the preparation comes over the same line.
    if (!recording.playable) void session.goLive();
  }, [recording.playable, session]);
  return (
    <ReviewContext value={{ session, recording, me, call: null }}>
      {recording.playable ? <ReviewRoom /> : <Preparing />}
    </ReviewContext>
  );
}
