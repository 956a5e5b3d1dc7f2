import i18next from 'i18next';
import { currentToasts, say } from '../../ui/toasts.ts';
import { filtered } from '../comments/core/filter.ts';
import { neighbour } from '../comments/core/neighbours.ts';
import type { Thread } from '../comments/core/comment-book.ts';
import { nextRate } from '../player/core/player-state.ts';
import type { KeyAct } from './keys.ts';
import { withEnd, withStart } from './core/review-ui.ts';
import type { ReviewSession } from './session.ts';

const SHORT_MS = 5000;
const LONG_MS = 10_000;

const shownThreads = ({ feed, ui }: ReviewSession): readonly Thread[] =>
  filtered(feed.getState().book.threads, ui.getState().filter);

/** Chooses a comment and goes to its moment. */
export function goToComment(session: ReviewSession, { comment }: Thread): void {
  session.ui.set({ selectedId: comment.id, following: true });
  session.player.ask({ name: 'seek', atMs: comment.moment.startMs });
}

/** Pauses and opens the place to write, at this moment or at the range that was marked. */
export function startComment({ player, ui }: ReviewSession): void {
  const playing = !player.getState().paused;
  player.ask({ name: 'pause' });
  ui.set({ writing: 'new', tab: 'comments', resume: playing || ui.getState().resume });
}

/** It was saved: what was marked for it is let go, and playback goes on where it was interrupted; in a call if one steers. */
export function finishComment({ player, ui, room }: ReviewSession): void {
  const { resume, range } = ui.getState();
  ui.set({ writing: null, range: null, resume: false });
  if (range) player.ask({ name: 'loop', span: null });
  if (resume && (room?.steers() ?? true)) player.ask({ name: 'play' });
}

function step(session: ReviewSession, direction: 1 | -1): void {
  const { selectedId } = session.ui.getState();
  const found = neighbour(shownThreads(session), session.player.nowMs(), direction, selectedId);
  if (found) goToComment(session, found);
}

/** The frame asked for is shown as soon as there is one; until then the key would seem dead. */
function stepFrame({ player }: ReviewSession, frames: 1 | -1): void {
  const { seeking, beingMade } = player.getState();
  const words = i18next.t('player:waiting.frame');
  if (seeking && beingMade && currentToasts().every(({ text }) => text !== words)) say(words);
  player.ask({ name: 'step', frames });
}

/** Turns the loop of the marked range, or of the chosen comment's, on or off. */
function toggleLoop({ player, ui, feed }: ReviewSession): void {
  if (player.getState().loop) {
    player.ask({ name: 'loop', span: null });
    return;
  }
  const { range, selectedId } = ui.getState();
  const chosen = selectedId === null ? undefined : feed.getState().book.byId.get(selectedId)?.moment;
  const { startMs, endMs } = range ?? chosen ?? { startMs: 0, endMs: null };
  if (endMs === null) return;
  player.ask({ name: 'loop', span: { startMs, endMs } });
  const now = player.nowMs();
  if (now < startMs || now >= endMs) player.ask({ name: 'seek', atMs: startMs });
  player.ask({ name: 'play' });
}

function clearRange({ player, ui }: ReviewSession): void {
  player.ask({ name: 'loop', span: null });
  ui.set({ range: null });
}

export interface PageActs {
  fullscreen: () => void;
  pictureInPicture: () => void;
  zoom: (direction: 1 | -1) => void;
  mayComment: boolean;
}

/** Does what a key stands for. */
export function perform(session: ReviewSession, page: PageActs, act: KeyAct, tenth: number): void {
  const { player, ui } = session;
  const { paused, rate, muted, fromMs, durationMs } = player.getState();
  const acts: Record<KeyAct, () => void> = {
    play: () => player.ask({ name: paused ? 'play' : 'pause' }),
    back: () => player.ask({ name: 'skip', byMs: -SHORT_MS }),
    forward: () => player.ask({ name: 'skip', byMs: SHORT_MS }),
    backLong: () => player.ask({ name: 'skip', byMs: -LONG_MS }),
    forwardLong: () => player.ask({ name: 'skip', byMs: LONG_MS }),
    frameBack: () => stepFrame(session, -1),
    frameForward: () => stepFrame(session, 1),
    tenth: () => player.ask({ name: 'seek', atMs: fromMs + ((durationMs - fromMs) * tenth) / 10 }),
    slower: () => player.ask({ name: 'rate', rate: nextRate(rate, -1) }),
    faster: () => player.ask({ name: 'rate', rate: nextRate(rate, 1) }),
    normalSpeed: () => player.ask({ name: 'rate', rate: 1 }),
    goto: () => ui.set({ dialog: 'goto' }),
    comment: () => page.mayComment && startComment(session),
    next: () => step(session, 1),
    previous: () => step(session, -1),
    rangeStart: () => ui.set({ range: withStart(ui.getState().range, Math.round(player.nowMs()), durationMs) }),
    rangeEnd: () => ui.set({ range: withEnd(ui.getState().range, Math.round(player.nowMs()), fromMs) }),
    loop: () => toggleLoop(session),
    clearRange: () => clearRange(session),
    mute: () => player.ask({ name: 'mute', muted: !muted }),
    fullscreen: page.fullscreen,
    pictureInPicture: page.pictureInPicture,
    zoomIn: () => page.zoom(1),
    zoomOut: () => page.zoom(-1),
    keys: () => ui.set({ dialog: 'keys' }),
  };
  acts[act]();
}
