import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRestore, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText, timecode } from '../../ui/format.ts';
import { useStore } from '../../ui/use-store.ts';
import type { PlayerStore } from '../player/core/player-store.ts';
import { MomentPlayer } from '../talks/MomentPlayer.tsx';
import classes from './GoalPage.module.css';
import type { PlayableMoment } from './thread.ts';
import { useInStep } from './use-in-step.ts';

const SIDES = ['first', 'latest'] as const;

interface Props {
  first: PlayableMoment;
  latest: PlayableMoment;
  onClose: () => void;
}

/** The first and the latest moment beside each other: in step, with one set of buttons, or each by its own. */
export function SideBySide({ first, latest, onClose }: Props) {
  const { t, i18n } = useTranslation('goal-page');
  const [inStep, setInStep] = useState(true);
  const [sound, setSound] = useState<'first' | 'latest'>('latest');
  const [firstPlayer, setFirstPlayer] = useState<PlayerStore>();
  const [latestPlayer, setLatestPlayer] = useState<PlayerStore>();
  const both = useInStep({ ...first, player: firstPlayer }, { ...latest, player: latestPlayer }, inStep);
  const { playing, intoMs } = useStore(both, (state) => state);
  const films = { first, latest };
  const steer = { first: setFirstPlayer, latest: setLatestPlayer };
  const longestMs = Math.max(...SIDES.map((side) => films[side].endMs - films[side].startMs));
  return (
    <div className={classes.player} role="group" aria-label={t('compare.title')}>
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('compare.how')}
          value={inStep ? 'inStep' : 'apart'}
          onChange={(value) => setInStep(value === 'inStep')}
          data={(['inStep', 'apart'] as const).map((value) => ({ value, label: t(`compare.${value}`) }))}
        />
        <Button variant="subtle" leftSection={<IconX size={18} aria-hidden="true" />} onClick={onClose}>
          {t('compare.close')}
        </Button>
      </Group>
      <div className={classes.sides}>
        {SIDES.map((side) => {
          const { lesson, startMs, endMs } = films[side];
          return (
            <div key={side}>
              <p>
                <strong>{t(`compare.${side}`)}</strong>: {lesson.title}, {dayText(lesson.recordedOn, i18n.language)},{' '}
                {timecode(startMs)}
              </p>
              <MomentPlayer
                recordingId={lesson.recordingId}
                title={lesson.title}
                moment={{ startMs, endMs }}
                steer={steer[side]}
                controls={!inStep}
              />
            </div>
          );
        })}
      </div>
      {inStep && (
        <Group>
          <Button
            leftSection={
              playing ? (
                <IconPlayerPause size={18} aria-hidden="true" />
              ) : (
                <IconPlayerPlay size={18} aria-hidden="true" />
              )
            }
            onClick={() => (playing ? both.pause() : both.play())}
          >
            {t(playing ? 'compare.pause' : 'compare.play')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconRestore size={18} aria-hidden="true" />}
            onClick={() => both.seek(0)}
          >
            {t('compare.again')}
          </Button>
          <input
            type="range"
            className={classes.slider}
            min={0}
            max={longestMs}
            step={100}
            value={Math.min(intoMs, longestMs)}
            aria-label={t('compare.at')}
            aria-valuetext={timecode(intoMs)}
            onChange={(event) => both.seek(event.currentTarget.valueAsNumber)}
          />
          <Group gap="xs">
            <span>{t('compare.sound')}</span>
            <SegmentedControl
              aria-label={t('compare.sound')}
              value={sound}
              onChange={(value) => {
                setSound(value);
                both.listenTo(value);
              }}
              data={SIDES.map((value) => ({ value, label: t(`compare.${value}`) }))}
            />
          </Group>
        </Group>
      )}
    </div>
  );
}
