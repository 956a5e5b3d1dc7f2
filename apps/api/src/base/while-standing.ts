import type { Log } from '@lesblik/server/log';
import type { Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';

/** What ends by itself, such as a grant, is told by nobody. */
const LOOK_EVERY_MS = 30_000;

export interface Standing {
  /** Aborts when it stands no longer: whatever is on its way is cut. */
  ended: AbortSignal;
  /** Looks after it no longer: all of it was sent. */
  close: () => void;
}

interface Looked {
  bus: NoticeBus;
  log: Log;
  /** Whether what is on its way to somebody may still be theirs. */
  stands: () => Promise<boolean>;
  /** What was heard ends it at once, or asks for a look. */
  means: (notice: Notice) => 'end' | 'look' | 'nothing';
}

/** Looks after what is on its way to somebody: asked anew at each doubt, and ended where that cannot be asked. */
export function whileStanding({ bus, log, stands, means }: Looked): Standing {
  const end = new AbortController();
  let looking = false;
  let again = false;
  const look = async (): Promise<void> => {
    again = looking;
    if (looking) return;
    looking = true;
    try {
      if (!(await stands())) end.abort();
    } catch (error) {
      log.error({ err: error }, 'whether it still stands could not be asked');
      end.abort();
    }
    looking = false;
    if (again && !end.signal.aborted) await look();
  };
  const stop = bus.subscribe((notice) => {
    const meaning = means(notice);
    if (meaning === 'end') end.abort();
    else if (meaning === 'look') void look();
  });
  const stopReconnected = bus.onReconnected(() => void look());
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  const close = () => {
    stop();
    stopReconnected();
    clearInterval(timer);
  };
  return { ended: end.signal, close };
}
