import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { Range } from '@lesblik/shared/cuts';
import type { HiddenList } from '@lesblik/shared/hiding';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { say } from '../../ui/toasts.ts';
import { formatExact, parseTime } from '../player/core/timecode.ts';
import classes from './Hide.module.css';

interface Props {
  list: HiddenList;
  atMs: number;
  durationMs: number;
  frameRate: number | null;
  change: (list: HiddenList) => void;
}

const MOST = 50;

/** The stretches of sound that are silent for others. */
export function SoundSection({ list, atMs, durationMs, frameRate, change }: Props) {
  const { t } = useTranslation('hiding');
  const [typed, setTyped] = useState({ from: '', to: '' });
  const now = formatExact(atMs, durationMs);
  const span = (range: Range): string =>
    t('span', { from: formatExact(range.startMs, durationMs), to: formatExact(range.endMs, durationMs) });
  const [startMs, endMs] = [parseTime(typed.from, frameRate), parseTime(typed.to, frameRate)];
  const range = startMs !== undefined && endMs !== undefined && endMs > startMs ? { startMs, endMs } : null;
  const remove = (one: Range): void => {
    const before = list;
    change({ ...list, sounds: list.sounds.filter((other) => other !== one) });
    say(t('sound.removed', { span: span(one) }), () => change(before));
  };
  return (
    <Section title={t('sounds')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed" maw="70ch">
          {t('soundsHelp')}
        </Text>
        <ul className={classes.list}>
          {list.sounds.map((one) => (
            <li key={`${one.startMs}-${one.endMs}`} className={classes.row}>
              <Group justify="space-between" gap="xs">
                <span className={classes.time}>{span(one)}</span>
                <Button
                  variant="default"
                  aria-label={t('sound.removeOf', { span: span(one) })}
                  onClick={() => remove(one)}
                >
                  {t('remove')}
                </Button>
              </Group>
            </li>
          ))}
        </ul>
        <Group gap="xs" align="end">
          {(['from', 'to'] as const).map((end) => (
            <Group key={end} gap={4} align="end">
              <TextInput
                label={t(`sound.${end}`)}
                value={typed[end]}
                placeholder="0:31"
                onChange={(event) => setTyped({ ...typed, [end]: event.currentTarget.value })}
              />
              <Button
                variant="default"
                aria-label={t(end === 'from' ? 'sound.fromNow' : 'sound.toNow', { time: now })}
                onClick={() => setTyped({ ...typed, [end]: now })}
              >
                {t('sound.now')}
              </Button>
            </Group>
          ))}
          <Button
            variant="default"
            disabled={range === null || list.sounds.length >= MOST}
            onClick={() => {
              if (range === null) return;
              change({ ...list, sounds: [...list.sounds, range].toSorted((a, b) => a.startMs - b.startMs) });
              setTyped({ from: '', to: '' });
            }}
          >
            {t('sound.add')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
