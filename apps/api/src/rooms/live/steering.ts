import { Problem } from '@lesblik/shared/problems';
import type { Payload } from '@lesblik/shared/sockets';

export type ControlChange = Payload<'room:control'>['change'];

/** Who moves the playhead and who would like to. */
export interface Steering {
  steererId: string;
  askedBy: readonly string[];
}

export interface Company {
  /** The host and the teacher. */
  mayAlwaysTake: (personId: string) => boolean;
  /** With a line that is up. */
  isHere: (personId: string) => boolean;
  isAnybodyHere: () => boolean;
}

/** @throws Problem not_the_steerer, not_found */
export function steer(steering: Steering, change: ControlChange, by: string, company: Company): Steering {
  const { steererId, askedBy } = steering;
  const without = (personId: string) => askedBy.filter((id) => id !== personId);
  switch (change.act) {
    case 'ask':
      return by === steererId ? steering : { steererId, askedBy: [...without(by), by] };
    case 'withdraw':
      return { steererId, askedBy: without(by) };
    case 'give':
      if (by !== steererId) throw new Problem('not_the_steerer');
      if (!company.isHere(change.personId)) throw new Problem('not_found');
      return { steererId: change.personId, askedBy: without(change.personId) };
    case 'refuse':
      if (by !== steererId) throw new Problem('not_the_steerer');
      return { steererId, askedBy: without(change.personId) };
    case 'take':
      if (!company.mayAlwaysTake(by) && company.isHere(steererId)) throw new Problem('not_the_steerer');
      return { steererId: by, askedBy: without(by) };
  }
}
