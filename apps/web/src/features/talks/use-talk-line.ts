import { useEffect, useState } from 'react';
import { endHere } from '../../app/ended-here.ts';
import { useMe } from '../identity/me.ts';
import { keptOnDevice } from './core/kept-updates.ts';
import { TalkLine } from './core/talk-line.ts';
import { pageTransport } from './core/transport.ts';
import { readTalksAgain } from './queries.ts';

/** The texts of a talk, joined while the page is there; null while the device's store and the socket open. */
export function useTalkLine(talkId: string): { line: TalkLine | null; error: unknown } {
  const me = useMe();
  const [line, setLine] = useState<TalkLine | null>(null);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let gone = false;
    let opened: TalkLine | undefined;
    const open = async (): Promise<void> => {
      const [transport, kept] = await Promise.all([pageTransport(), keptOnDevice(me.id, talkId)]);
      if (gone) return;
      opened = new TalkLine({ talkId, transport, kept, changed: () => void readTalksAgain() });
      opened.subscribe(() => opened?.getState().line === 'ended' && endHere());
      await opened.open();
      setLine(opened);
    };
    open().catch(setError);
    return () => {
      gone = true;
      opened?.close();
      setLine(null);
    };
  }, [talkId, me.id]);
  return { line, error };
}
