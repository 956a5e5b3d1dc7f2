import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import type { CallParts } from '../review/review-context.tsx';
import { useCall, useCallState } from './call-context.tsx';
import { CallAnnouncer } from './CallAnnouncer.tsx';
import { CallDialogs } from './CallDialogs.tsx';
import { CallLesson } from './CallLesson.tsx';
import { CallLine } from './CallLine.tsx';
import { personOf, whyNoLesson } from './core/call-state.ts';
import { Faces } from './Faces.tsx';
import { PointerLayer } from './PointerLayer.tsx';
import { Talk } from './Talk.tsx';
import { TalkRoom } from './TalkRoom.tsx';
import { callKeys, useCallKeys } from './use-call-keys.ts';

/** In the call: the review page with everything of the call around it, or the talk alone while there is no lesson to see. */
export function InCall() {
  const { call, ui, me } = useCall();
  const { t } = useTranslation('rooms');
  const recordingId = useCallState((state) => state.playhead?.recordingId ?? null);
  const maySee = useCallState((state) => personOf(state.room, me.id)?.maySeeLesson ?? false);
  const why = useCallState((state) => (state.playhead === null ? whyNoLesson(state.room) : 'noAccess'));
  const large = useStore(ui, (state) => state.large);
  const read = useStore(ui, (state) => state.read);
  const others = useCallState((state) => state.messages.filter(({ author }) => author.id !== me.id).length);
  useCallKeys();
  const parts = useMemo(
    (): CallParts => ({
      line: (
        <>
          <CallLine />
          <CallAnnouncer />
          <CallDialogs />
        </>
      ),
      faces: <Faces />,
      large,
      over: <PointerLayer />,
      talk: <Talk />,
      unread: Math.max(0, others - read),
      keys: callKeys.map(({ caps, word }) => ({ caps, words: t(`keys.${word}`) })),
    }),
    [large, others, read, t],
  );
  return recordingId !== null && maySee ? (
    <CallLesson key={recordingId} call={call} recordingId={recordingId} parts={parts} />
  ) : (
    <TalkRoom parts={parts} why={why} />
  );
}
