import { useEffect } from 'react';
import { ask, openSocket } from '../../api/socket.ts';
import { queryClient } from '../../api/query-client.ts';
import { endHere } from '../../app/ended-here.ts';
import { readTrajectoriesAgain } from './queries.ts';

/** What comes within this time is read once. */
const GATHER_MS = 150;

const parts = ['goals', 'proposals', 'talks', 'actions', 'rooms', 'recordings', 'reports'];

async function readAgain(): Promise<void> {
  await Promise.all([
    readTrajectoriesAgain(),
    ...parts.map((part) => queryClient.invalidateQueries({ queryKey: [part] })),
  ]);
}

/** Nothing that was read stays on the page: what is not theirs any more is not there. */
const forget = (): Promise<void> =>
  queryClient.resetQueries({
    predicate: ({ queryKey: [key] }) => key === 'trajectories' || parts.includes(String(key)),
  });

/** Reads a trajectory's page anew whenever somebody changes something on it, and after each break of the line. */
export function useTrajectoryNews(trajectoryId: string): void {
  useEffect(() => {
    let gone = false;
    let off = (): void => undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void readAgain(), GATHER_MS);
    };
    const open = async (): Promise<void> => {
      const socket = await openSocket();
      if (gone) return;
      const heard = (notice: { trajectoryId: string }): void => {
        if (notice.trajectoryId === trajectoryId) soon();
      };
      // What changed before the server knew of this page is read; without an answer the next connection tries again.
      const follow = (): void => void ask('trajectory:follow', { trajectoryId }).then(soon, ignore);
      const ended = (notice: { trajectoryId: string }): void => {
        if (notice.trajectoryId !== trajectoryId) return;
        endHere();
        void forget();
      };
      socket.on('trajectory:changed', heard).on('trajectory:ended', ended).on('connect', follow);
      if (socket.connected) follow();
      off = () => {
        socket.off('trajectory:changed', heard).off('trajectory:ended', ended).off('connect', follow);
        if (socket.connected) ask('trajectory:leave', { trajectoryId }).catch(ignore);
      };
    };
    open().catch(ignore);
    return () => {
      gone = true;
      clearTimeout(timer);
      off();
    };
  }, [trajectoryId]);
}

const ignore = (): void => undefined;
