import { type HiddenList, hidingRoutes } from '@lesblik/shared/hiding';
import { useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { sayProblem } from '../../ui/toasts.ts';
import { isSame } from './marks.ts';
import { tookIn } from './queries.ts';

/** The list as it is being changed: each change is shown at once and saved, one save after the other. */
export function useList(recordingId: string, first: HiddenList) {
  const [list, setList] = useState(first);
  const wanted = useRef(first);
  const stored = useRef(first);
  const saving = useRef<Promise<boolean> | null>(null);

  async function save(): Promise<boolean> {
    try {
      while (!isSame(wanted.current, stored.current)) {
        const body = wanted.current;
        const hiding = await call(hidingRoutes.save, { params: { recordingId }, body });
        stored.current = body;
        tookIn(recordingId, hiding);
      }
      return true;
    } catch (error) {
      sayProblem(error);
      return false;
    } finally {
      saving.current = null;
    }
  }

  /** Answers whether all of it is stored. */
  function saved(): Promise<boolean> {
    // What has nothing to wait for ends before it could be remembered.
    if (saving.current === null && isSame(wanted.current, stored.current)) return Promise.resolve(true);
    return (saving.current ??= save());
  }

  /** `done`: the hand let go of it; what is on its way is shown only. */
  function change(next: HiddenList, done = true): void {
    wanted.current = next;
    setList(next);
    if (done) void saved();
  }

  return { list, change, saved };
}
