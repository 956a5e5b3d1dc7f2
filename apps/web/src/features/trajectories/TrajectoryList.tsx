import type { Trajectory } from '@lesblik/shared/trajectories';
import { TrajectoryCard } from './TrajectoryCard.tsx';
import classes from './TrajectoryCard.module.css';

export function TrajectoryList({ trajectories }: { trajectories: readonly Trajectory[] }) {
  return (
    <ul className={classes.list}>
      {trajectories.map((trajectory) => (
        <li key={trajectory.id}>
          <TrajectoryCard trajectory={trajectory} />
        </li>
      ))}
    </ul>
  );
}
