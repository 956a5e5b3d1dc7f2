import type { Me } from '@lesblik/shared/identity';
import type { Room } from '@lesblik/shared/rooms';
import { createContext, useContext } from 'react';
import { useStore } from '../../ui/use-store.ts';
import type { Call } from './core/call.ts';
import type { CallState } from './core/call-state.ts';
import type { CallUi } from './core/call-ui.ts';

export interface CallPlace {
  readonly call: Call;
  readonly ui: CallUi;
  readonly me: Me;
  /** As it was when the page was opened; what changes in it is told by the call. */
  readonly room: Room;
}

export const CallContext = createContext<CallPlace | null>(null);

export function useCall(): CallPlace {
  const place = useContext(CallContext);
  if (!place) throw new Error('useCall outside a review call');
  return place;
}

/** A part of how the call stands. */
export const useCallState = <T,>(select: (state: CallState) => T): T => useStore(useCall().call, select);
