import type { Trajectory } from '@lesblik/shared/trajectories';
import { CardList } from '../../ui/Card.tsx';
import { TrajectoryCard } from './TrajectoryCard.tsx';

export function TrajectoryList({ trajectories }: { trajectories: readonly Trajectory[] }) {
  return (
    <CardList items={trajectories} width={340} card={(trajectory) => <TrajectoryCard trajectory={trajectory} />} />
  );
}
