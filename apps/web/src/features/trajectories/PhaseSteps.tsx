import { Button, Group, Menu, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconArrowRight, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import type { TrajectoryOverview } from '@lesblik/shared/trajectories';
import { TrajectoryPhase } from '@lesblik/shared/trajectory-steps';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { instantDayText } from '../../ui/format.ts';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { sayProblem } from '../../ui/toasts.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { goToPhase, phasesIn, stand } from './acts.ts';
import classes from './TrajectoryPage.module.css';

const Reason = z.object({ reason: z.string().trim().min(1).max(1000) });

const icon = { size: 18, 'aria-hidden': true } as const;

interface Props {
  overview: TrajectoryOverview;
  /** Going on is what the page asks for now. */
  primary: boolean;
}

/** The steps that the asker may take from here: to the next phase, pause, stop, go on. */
export function PhaseSteps({ overview, primary }: Props) {
  const { t } = useTranslation('trajectories');
  const { trajectory, steps } = overview;
  const [asking, setAsking] = useState<'paused' | 'stopped'>();
  const order = TrajectoryPhase.options;
  const next = phasesIn(steps).find((phase) => order.indexOf(phase) > order.indexOf(trajectory.phase));
  if (asking) return <ReasonForm overview={overview} to={asking} onDone={() => setAsking(undefined)} />;
  return (
    <>
      <Standing overview={overview} />
      <Group justify="flex-end" gap="xs">
        {trajectory.phase === 'closed' && steps.includes('final_evaluation') && (
          <Button
            variant="default"
            leftSection={<IconPlayerPlay {...icon} />}
            onClick={() => void goToPhase(trajectory, 'final_evaluation')}
          >
            {t('steps.reopen')}
          </Button>
        )}
        {steps.includes('running') && (
          <Button
            leftSection={<IconPlayerPlay {...icon} />}
            onClick={() => void stand(trajectory, 'running').catch(sayProblem)}
          >
            {t('steps.toRunning')}
          </Button>
        )}
        {next && (
          <Button
            variant={primary ? 'filled' : 'default'}
            rightSection={<IconArrowRight {...icon} />}
            onClick={() => void goToPhase(trajectory, next)}
          >
            {t(`toPhase.${next}`)}
          </Button>
        )}
        {(steps.includes('paused') || steps.includes('stopped')) && (
          <MoreMenu label={t('steps.more')}>
            {steps.includes('paused') && (
              <Menu.Item leftSection={<IconPlayerPause {...icon} />} onClick={() => setAsking('paused')}>
                {t('steps.toPause')}
              </Menu.Item>
            )}
            {steps.includes('stopped') && (
              <Menu.Item leftSection={<IconPlayerStop {...icon} />} onClick={() => setAsking('stopped')}>
                {t('steps.toStop')}
              </Menu.Item>
            )}
          </MoreMenu>
        )}
      </Group>
    </>
  );
}

/** Since when it lies still, and the reason for who may read it. */
function Standing({ overview: { trajectory, history } }: { overview: TrajectoryOverview }) {
  const { t, i18n } = useTranslation('trajectories');
  const { standing } = trajectory;
  const event = history.findLast(({ step }) => step?.to === standing);
  if (standing === 'running' || !event) return null;
  const named = { name: event.by.name, day: instantDayText(event.at, i18n.language) };
  return (
    <div className={classes.standing}>
      <Text>{t(standing === 'paused' ? 'steps.pausedBy' : 'steps.stoppedBy', named)}</Text>
      {event.reason !== '' && <Text className={classes.words}>{event.reason}</Text>}
    </div>
  );
}

interface ReasonProps {
  overview: TrajectoryOverview;
  to: 'paused' | 'stopped';
  onDone: () => void;
}

function ReasonForm({ overview, to, onDone }: ReasonProps) {
  const { t } = useTranslation(['trajectories', 'common']);
  const form = useForm({
    schema: Reason,
    async submit({ reason }) {
      await stand(overview.trajectory, to, reason);
      onDone();
    },
  });
  const title = useId();
  return (
    <form onSubmit={form.onSubmit} noValidate className={classes.standing} aria-labelledby={title}>
      <Stack>
        <Title order={3} size="h4" id={title}>
          {t(`steps.${to === 'paused' ? 'pauseTitle' : 'stopTitle'}`)}
        </Title>
        <Textarea
          name="reason"
          label={t('steps.why')}
          description={t('steps.whyHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={2}
          maxLength={1000}
          autoFocus
          error={form.error('reason')}
        />
        {to === 'stopped' && <Text size="sm">{t('steps.lessonsGo')}</Text>}
        <FormEnd form={form} act={t(to === 'paused' ? 'steps.pauseDo' : 'steps.stopDo')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
