import { Button, Group, Stack, Text } from '@mantine/core';
import type { DataExport } from '@lesblik/shared/exports';
import { useTranslation } from 'react-i18next';
import { Bar } from '../../ui/Bar.tsx';
import { timeLeft } from '../../ui/format.ts';
import classes from './MyDataPage.module.css';

interface Props {
  copy: DataExport;
  busy: boolean;
  onStop: () => void;
}

/** One that waits or is made: how far it is, and how to stop it. */
export function MovingCopy({ copy, busy, onStop }: Props) {
  const { t } = useTranslation('exports');
  return (
    <>
      <CopyProgress copy={copy} />
      <Text c="dimmed">{t('leave')}</Text>
      <Group>
        <Button variant="default" disabled={busy} onClick={onStop}>
          {t('stop')}
        </Button>
      </Group>
    </>
  );
}

/** Films, percentage, time left; nothing before it is begun. */
function CopyProgress({ copy: { progress, films, filmsDone, secondsLeft } }: { copy: DataExport }) {
  const { t } = useTranslation(['exports', 'common']);
  if (progress === null) return null;
  // The documents come behind the last film: not whole before the archive is.
  const percent = Math.min(99, Math.floor(progress * 100));
  const done = films > 0 && filmsDone === films;
  const words = done ? t('documents') : t('filmsDone', { done: filmsDone, count: films });
  return (
    <Stack gap={6}>
      <Text className={classes.numbers}>
        {words} · {t('common:waiting.percent', { percent })}
        {!done && secondsLeft !== null && ` · ${t('common:waiting.left', { time: timeLeft(secondsLeft) })}`}
      </Text>
      <Bar label={t('making')} percent={percent} />
    </Stack>
  );
}
