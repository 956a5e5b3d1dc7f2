import { Button, Group } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { trajectoryRoutes, type Trajectory } from '@lesblik/shared/trajectories';
import { TrajectoryPhase } from '@lesblik/shared/trajectory-steps';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { say, sayProblem } from '../../ui/toasts.ts';

/** To the next phase, with undo. */
export function PhaseStep({ trajectory }: { trajectory: Trajectory }) {
  const { t } = useTranslation('trajectories');
  const next = TrajectoryPhase.options[TrajectoryPhase.options.indexOf(trajectory.phase) + 1];
  if (!next) return null;

  async function go(phase: TrajectoryPhase, undo?: () => void): Promise<void> {
    try {
      await call(trajectoryRoutes.update, { params: { trajectoryId: trajectory.id }, body: { phase } });
      await queryClient.invalidateQueries({ queryKey: ['trajectories'] });
      say(t('phaseChanged', { phase: t(`phases.${phase}`) }), undo);
    } catch (error) {
      sayProblem(error);
    }
  }

  return (
    <Group justify="flex-end" mt={-8}>
      <Button
        variant="subtle"
        size="compact-md"
        rightSection={<IconArrowRight size={18} aria-hidden="true" />}
        onClick={() => void go(next, () => void go(trajectory.phase))}
      >
        {t('nextPhase', { phase: t(`phases.${next}`) })}
      </Button>
    </Group>
  );
}
