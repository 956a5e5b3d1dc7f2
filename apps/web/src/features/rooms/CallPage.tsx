import { useSuspenseQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useEffect, useMemo, useState } from 'react';
import { useParams } from 'wouter';
import { useStore } from '../../ui/use-store.ts';
import { useMe } from '../identity/me.ts';
import { BeforeCall } from './BeforeCall.tsx';
import { CallContext } from './call-context.tsx';
import { Call } from './core/call.ts';
import { CallUi } from './core/call-ui.ts';
import { Gone } from './Gone.tsx';
import { InCall } from './InCall.tsx';
import { roomQuery } from './queries.ts';
import { useKeptPlace } from '../../ui/use-kept-place.ts';
import { WaitingRoom } from './WaitingRoom.tsx';

// Under way while the page itself is.
void i18next.loadNamespaces(['rooms', 'review', 'player', 'comments']);

export function CallPage() {
  const { roomId } = useParams<{ roomId: string }>();
  return <OneCall key={roomId} roomId={roomId} />;
}

function OneCall({ roomId }: { roomId: string }) {
  const me = useMe();
  const { data: room } = useSuspenseQuery(roomQuery(roomId));
  const [call] = useState(() => new Call(roomId, me.id));
  const [ui] = useState(() => new CallUi());
  const phase = useStore(call, (state) => state.phase);
  const gone = useStore(call, (state) => state.gone);
  const place = useMemo(() => ({ call, ui, me, room }), [call, ui, me, room]);
  const over = room.endedAt !== null && phase === 'before';
  useEffect(() => (over ? undefined : call.open()), [call, over]);
  useKeptPlace({ orTitle: true });
  return (
    <CallContext value={place}>
      {(phase === 'gone' || over) && <Gone reason={gone ?? 'ended'} />}
      {!over && (phase === 'before' || phase === 'knocking') && <BeforeCall />}
      {(phase === 'waiting' || phase === 'refused') && <WaitingRoom refused={phase === 'refused'} />}
      {phase === 'in' && <InCall />}
    </CallContext>
  );
}
