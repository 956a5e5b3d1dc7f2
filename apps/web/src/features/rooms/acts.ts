import { say } from '../../ui/toasts.ts';
import type { Call } from './core/call.ts';
import type { CallUi } from './core/call-ui.ts';

/** Shares a screen; closing the browser's own window without choosing one is no trouble. */
export async function shareScreen(call: Call, failed: string): Promise<void> {
  try {
    await call.own.share();
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') say(failed);
  }
}

/** What the person can do about who steers: ask, take back the question, or take it. Null while they steer. */
export function controlAct(call: Call): 'ask' | 'withdraw' | 'take' | null {
  const { room } = call.getState();
  if (!room || room.steererId === call.personId) return null;
  const steerer = room.people.find(({ person }) => person.id === room.steererId);
  const away = !steerer?.devices.some(({ connected }) => connected);
  if (away || [room.hostId, room.teacherId].includes(call.personId)) return 'take';
  return room.controlAskedBy.includes(call.personId) ? 'withdraw' : 'ask';
}

export function askControl(call: Call, ui: CallUi): void {
  const act = controlAct(call);
  if (!act) return;
  ui.change({ steerAsked: act === 'ask' });
  call.act('room:control', { change: { act } });
}
