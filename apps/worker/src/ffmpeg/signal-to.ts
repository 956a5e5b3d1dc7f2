/**
 * A signal for a decoder and whatever stands around it: a wrapper leads a group of its own, from its first moments on.
 * @returns whether anybody got it
 */
export function signalTo(pid: number | undefined, signal: NodeJS.Signals): boolean {
  return pid !== undefined && (sent(-pid, signal) || sent(pid, signal));
}

function sent(to: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(to, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Nobody there; or nobody of ours.
    if (code === 'ESRCH' || code === 'EPERM') return false;
    throw error;
  }
}
