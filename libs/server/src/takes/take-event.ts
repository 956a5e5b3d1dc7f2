import { Id } from '@lesblik/shared/common';
import { Playhead } from '@lesblik/shared/playhead';
import { z } from 'zod';

/** What `room_take_event` keeps, besides the tracks: what the composed film shows when. */
export const TakeEvent = z.discriminatedUnion('kind', [
  /** From now on; null: no lesson, or one that may not be shown. */
  z.object({ kind: z.literal('playhead'), playhead: Playhead.nullable() }),
  z.object({ kind: z.literal('speaker'), personId: Id.nullable() }),
  /** While the player waits for somebody the picture stands. */
  z.object({ kind: z.literal('waiting'), waiting: z.boolean() }),
]);
export type TakeEvent = z.infer<typeof TakeEvent>;
