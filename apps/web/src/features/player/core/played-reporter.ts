import type { PlayerStore } from './player-store.ts';
import { PlayedRanges } from './played-ranges.ts';
import type { Span } from './spans.ts';

const EVERY_MS = 5000;

interface PlayedReport {
  atMs: number;
  ranges: Span[];
}

interface Sender {
  send(report: PlayedReport): Promise<void>;
  /** For a page that is going away; no answer is waited for. */
  beacon(report: PlayedReport): void;
}

/** Tells the server every few seconds what was played and where the playhead is: resume, and the owner's access log. */
export function reportPlayed(player: PlayerStore, sender: Sender): () => void {
  const played = new PlayedRanges();
  let told = -1;
  let busy = false;

  const watch = (): void => {
    const state = player.getState();
    if (state.paused || state.seeking || state.waiting || state.over) played.interrupted();
    else played.playing(state.atMs, performance.now(), state.rate);
  };
  const report = (): PlayedReport | null => {
    const { atMs, over, started } = player.getState();
    const ranges = played.take();
    if (over || !started || (ranges.length === 0 && atMs === told)) return null;
    told = atMs;
    return { atMs, ranges };
  };
  const send = async (): Promise<void> => {
    if (busy) return;
    const next = report();
    if (!next) return;
    busy = true;
    try {
      await sender.send(next);
    } catch {
      // Told again with the next report: a lost line must not punch holes in the owner's log.
      played.giveBack(next.ranges);
      told = -1;
    } finally {
      busy = false;
    }
  };
  const leave = (): void => {
    if (document.visibilityState === 'visible') return;
    const last = report();
    if (last) sender.beacon(last);
  };

  const unsubscribe = player.subscribe(watch);
  const timer = setInterval(() => void send(), EVERY_MS);
  document.addEventListener('visibilitychange', leave);
  return () => {
    unsubscribe();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', leave);
    const last = report();
    if (last) sender.beacon(last);
  };
}
