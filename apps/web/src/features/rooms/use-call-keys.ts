import { useEffect } from 'react';
import { isForThePage } from '../review/keys.ts';
import { singleKeys } from '../review/use-keys.ts';
import { askControl } from './acts.ts';
import { useCall } from './call-context.tsx';
import type { Call } from './core/call.ts';
import type { CallUi } from './core/call-ui.ts';
import { TALK_FIELD } from './Talk.tsx';

/** The keys that a call adds to the review page's, in the order of the overview. */
export const callKeys = [
  { caps: ['s'], word: 'microphone' },
  { caps: ['Space'], word: 'push' },
  { caps: ['v'], word: 'camera' },
  { caps: ['w'], word: 'swap' },
  { caps: ['o'], word: 'control' },
  { caps: ['b'], word: 'talk' },
] as const;

const acts: Record<string, (call: Call, ui: CallUi) => void> = {
  s: ({ own }) => own.change({ microphoneOn: !own.getState().microphoneOn }),
  v: ({ own }) => own.change({ cameraOn: !own.getState().cameraOn }),
  w: (_, ui) => ui.swap(),
  o: (call, ui) => askControl(call, ui),
  b: (_, ui) => openTalk(ui),
};

function openTalk(ui: CallUi): void {
  ui.change({ talkAsked: ui.getState().talkAsked + 1 });
  // The field may have to be drawn first.
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(TALK_FIELD)?.focus()));
}

/** The picture, its buttons and its timeline: there the space bar plays. */
const inPlayer = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('#lesson-stage, [role=slider]') !== null;

/** Keys of the call; before those of the review page, because the space bar means something else here. */
export function useCallKeys(): void {
  const { call, ui } = useCall();
  useEffect(() => {
    const stop = new AbortController();
    const options = { signal: stop.signal, capture: true };
    const release = (): void => {
      if (call.own.getState().pushing) call.own.change({ pushing: false });
    };
    const press = (event: KeyboardEvent): void => {
      if (!isForThePage(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === ' ') {
        if (inPlayer(event.target)) return;
        event.preventDefault();
        if (!event.repeat) call.own.change({ pushing: true });
        return;
      }
      const act = acts[event.key.toLowerCase()];
      if (!act || event.repeat || !singleKeys.getState()) return;
      event.preventDefault();
      act(call, ui);
    };
    const lift = (event: KeyboardEvent): void => {
      if (event.key === ' ') release();
    };
    addEventListener('keydown', press, options);
    addEventListener('keyup', lift, options);
    // The key may be let go where this page does not see it.
    addEventListener('blur', release, options);
    return () => {
      stop.abort();
      release();
    };
  }, [call, ui]);
}
