import type { Trajectory } from '@lesblik/shared/trajectories';
import { CardList } from '../../ui/Card.tsx';
import { TrajectoryCard } from './TrajectoryCard.tsx';

export function TrajectoryList({ trajectories }: { trajectories: readonly Trajectory[] }) {
  return (
    <CardList width={340}>
      {trajectories.map((trajectory) => (
        <li key={trajectory.id}>
          <TrajectoryCard trajectory={trajectory} />
        </li>
      ))}
    </CardList>
  );
}
