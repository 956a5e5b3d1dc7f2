import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { Waiting } from '../../ui/Waiting.tsx';
import { useStore } from '../../ui/use-store.ts';
import { useMe } from '../identity/me.ts';
import { recordingQuery } from '../recordings/recording-query.ts';
import { type CallParts, ReviewContext } from '../review/review-context.tsx';
import { ReviewRoom } from '../review/ReviewRoom.tsx';
import { ReviewSession } from '../review/session.ts';
import { useCall } from './call-context.tsx';
import type { Call } from './core/call.ts';
import { tieOf } from './core/room-tie.ts';
import { TalkRoom } from './TalkRoom.tsx';

interface Props {
  call: Call;
  recordingId: string;
  parts: CallParts;
}

const LOOK_AGAIN_MS = 3000;

/** The review page of the lesson that the room is in. When its sharing ends the picture goes and the talk stays. */
export function CallLesson(props: Props) {
  const [turn, setTurn] = useState(0);
  // Another part of it is shown from now on: nothing that was there stays.
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return <OneCallLesson key={turn} {...props} again={again} />;
}

function OneCallLesson({ call, recordingId, parts, again }: Props & { again: () => void }) {
  const me = useMe();
  const [session] = useState(() => new ReviewSession(recordingId, tieOf(call, recordingId)));
  const over = useStore(session.player, (state) => state.over);
  const talkAsked = useStore(useCall().ui, (state) => state.talkAsked);
  useEffect(() => session.open(), [session]);
  useEffect(() => {
    if (over === 'range_changed') again();
  }, [over, again]);
  useEffect(() => {
    if (talkAsked > 0) session.ui.set({ tab: 'talk' });
  }, [talkAsked, session]);
  const speaker = useStore(call.local, (state) => state.chosen.speaker ?? '');
  const started = useStore(session.player, (state) => state.started);
  useEffect(() => {
    if (started) session.player.ask({ name: 'speaker', sinkId: speaker });
  }, [session, started, speaker]);
  const { data: recording, isPending } = useQuery({
    ...recordingQuery(recordingId),
    enabled: over === null,
    refetchInterval: ({ state }) =>
      state.data && !(state.data.state === 'ready' && state.data.playable) ? LOOK_AGAIN_MS : false,
  });
  if (over || (!recording && !isPending)) return <TalkRoom parts={parts} why="noAccess" />;
  if (!recording) return <Waiting />;
  if (!recording.playable) return <TalkRoom parts={parts} why="preparing" />;
  return (
    <ReviewContext value={{ session, recording, me, call: parts }}>
      <ReviewRoom />
    </ReviewContext>
  );
}
