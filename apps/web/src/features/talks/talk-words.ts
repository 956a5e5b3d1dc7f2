import type { Talk } from '@lesblik/shared/talks';

/** The other one of the two. */
export const otherOf = ({ coachee, coach }: Pick<Talk, 'coachee' | 'coach'>, me: string) =>
  coachee.id === me ? coach : coachee;

/** Nothing of it changes any more, unless it is opened again. */
export const isClosed = ({ state, trajectoryOver }: Pick<Talk, 'state' | 'trajectoryOver'>): boolean =>
  trajectoryOver || state === 'held' || state === 'cancelled';

/** The zone of this device; an old browser that names none is in the product's own country. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'Europe/Amsterdam';
