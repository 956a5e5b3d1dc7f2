import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
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
export function CallLesson({ call, recordingId, parts }: Props) {
  const me = useMe();
  const [session] = useState(() => new ReviewSession(recordingId, tieOf(call, recordingId)));
  const over = useStore(session.player, (state) => state.over);
  const talkAsked = useStore(useCall().ui, (state) => state.talkAsked);
  useEffect(() => session.open(), [session]);
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
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'ready' ? LOOK_AGAIN_MS : false),
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
