import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Recording } from '@lesblik/shared/recordings';
import type { ReviewNotice } from '@lesblik/shared/review';
import { useEffect } from 'react';
import { ask, openSocket } from '../../api/socket.ts';
import { isMoving } from './is-moving.ts';
import type { RecordingPages } from './queries.ts';

const POLL_MS = 5_000;

type Changed = ReviewNotice<'recording:changed'>;

/** Writes progress into what is shown; a new state is read anew, because more than progress changed. */
function apply(queries: QueryClient, changed: Changed): void {
  const patch = (recording: Recording): Recording =>
    recording.id === changed.recordingId
      ? {
          ...recording,
          state: changed.state,
          playable: changed.playable,
          progress: changed.progress,
          secondsLeft: changed.secondsLeft,
          problem: changed.problem,
        }
      : recording;
  const known = queries.getQueryData<Recording>(['recording', changed.recordingId]);
  const anew = known !== undefined && (known.state !== changed.state || changed.renditions);
  queries.setQueryData<Recording>(['recording', changed.recordingId], (old) => old && patch(old));
  let listAnew = false;
  queries.setQueriesData<RecordingPages>({ queryKey: ['recordings'] }, (old) => {
    if (!old) return old;
    const shown = old.pages.flatMap(({ items }) => items).find(({ id }) => id === changed.recordingId);
    listAnew ||= shown !== undefined && shown.state !== changed.state;
    return { ...old, pages: old.pages.map((page) => ({ ...page, items: page.items.map(patch) })) };
  });
  if (anew) void queries.invalidateQueries({ queryKey: ['recording', changed.recordingId] });
  if (listAnew) void queries.invalidateQueries({ queryKey: ['recordings'] });
}

/** Follows the preparation of recordings: live over the socket, by asking again while there is none. */
export function useFollow(recordings: readonly Recording[]): void {
  const queries = useQueryClient();
  const ids = recordings
    .filter(({ state }) => isMoving(state))
    .map(({ id }) => id)
    .toSorted()
    .join(' ');
  useEffect(() => {
    if (ids === '') return;
    const recordingIds = ids.split(' ');
    const onChanged = (changed: Changed): void => apply(queries, changed);
    let live = false;
    let ended = false;
    let off = (): void => undefined;
    const readAgain = (): void => {
      void queries.invalidateQueries({ queryKey: ['recordings'] });
      for (const id of recordingIds) void queries.invalidateQueries({ queryKey: ['recording', id] });
    };
    // What changed before the server knew that we follow, or while the line was gone, is read.
    const follow = (): void => {
      ask('recordings:follow', { recordingIds }).then(
        () => {
          live = true;
          readAgain();
        },
        () => (live = false),
      );
    };
    openSocket().then(
      (socket) => {
        if (ended) return;
        const onDown = (): void => {
          live = false;
        };
        socket.on('recording:changed', onChanged);
        socket.on('connect', follow);
        socket.on('disconnect', onDown);
        if (socket.connected) follow();
        off = () => {
          socket.off('recording:changed', onChanged);
          socket.off('connect', follow);
          socket.off('disconnect', onDown);
        };
      },
      () => (live = false),
    );
    const timer = setInterval(() => {
      if (!live) readAgain();
    }, POLL_MS);
    return () => {
      ended = true;
      off();
      clearInterval(timer);
    };
  }, [ids, queries]);
}
