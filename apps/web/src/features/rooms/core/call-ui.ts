import { Observable } from '../../review/core/observable.ts';

export interface CallUiState {
  readonly large: 'lesson' | 'faces';
  readonly dialog: 'devices' | 'lesson' | 'consent' | 'takeBack' | 'end' | null;
  /** How many messages of the others have been in sight. */
  readonly read: number;
  /** Counts how often the person asked for the place to write. */
  readonly talkAsked: number;
  /** Asked on this page to steer, and neither taken back nor answered. */
  readonly steerAsked: boolean;
}

/** What is open and large on one page of a call. */
export class CallUi extends Observable<CallUiState> {
  constructor() {
    super({ large: 'lesson', dialog: null, read: 0, talkAsked: 0, steerAsked: false });
  }

  change(change: Partial<CallUiState>): void {
    this.set({ ...this.getState(), ...change });
  }

  swap(): void {
    this.change({ large: this.getState().large === 'lesson' ? 'faces' : 'lesson' });
  }
}
