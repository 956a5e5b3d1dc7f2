/** From here on it is said. */
const ALMOST_FULL = 0.9;

interface School {
  people: number;
  invited: number;
  /** Coachees whose coach left, and nobody was asked yet. */
  coachless: number;
  /** That the administrator filed, and no coach took yet. */
  requests: number;
  usedBytes: number;
  quotaBytes: number;
}

export type SchoolDuty =
  | { kind: 'people' | 'invited' | 'coach_left' | 'requests'; count: number; urgent: boolean }
  | { kind: 'storage'; usedBytes: number; quotaBytes: number; urgent: boolean };

/** How much of the room is taken, from 0; a school without room is full. */
export const shareOf = ({ usedBytes, quotaBytes }: Pick<School, 'usedBytes' | 'quotaBytes'>): number =>
  quotaBytes === 0 ? 1 : usedBytes / quotaBytes;

export const isAlmostFull = (room: Pick<School, 'usedBytes' | 'quotaBytes'>): boolean => shareOf(room) > ALMOST_FULL;

/** What an administrator looks after: what cannot wait first; of what does not occur nothing is said. */
export function schoolDuties({ people, invited, coachless, requests, usedBytes, quotaBytes }: School): SchoolDuty[] {
  const counted: SchoolDuty[] = [
    { kind: 'coach_left', count: coachless, urgent: true },
    { kind: 'requests', count: requests, urgent: true },
    { kind: 'people', count: people, urgent: false },
    { kind: 'invited', count: invited, urgent: false },
  ];
  const room: SchoolDuty = { kind: 'storage', usedBytes, quotaBytes, urgent: isAlmostFull({ usedBytes, quotaBytes }) };
  return [...counted.filter((duty) => 'count' in duty && duty.count > 0), room].toSorted(
    (a, b) => Number(b.urgent) - Number(a.urgent),
  );
}
