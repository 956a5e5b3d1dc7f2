import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryClient } from '../../api/query-client.ts';
import { openSocket } from '../../api/socket.ts';
import { countQuery, NOTIFICATIONS } from './count-query.ts';

const readAgain = (): void => void queryClient.invalidateQueries({ queryKey: [NOTIFICATIONS] });
const ignore = (): void => undefined;

/** How many are unread, as it is now: asked again when the server says so, and after each break of the line. */
export function useLiveCount(): number {
  useEffect(() => {
    let gone = false;
    let off = (): void => undefined;
    openSocket().then((socket) => {
      if (gone) return;
      socket.on('notifications:changed', readAgain).on('connect', readAgain);
      off = () => void socket.off('notifications:changed', readAgain).off('connect', readAgain);
    }, ignore);
    return () => {
      gone = true;
      off();
    };
  }, []);
  return useQuery(countQuery).data ?? 0;
}
