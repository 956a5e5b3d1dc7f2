import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { Goal } from '@lesblik/shared/goals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { removeKept } from './acts.ts';

interface Props {
  goal: Goal;
  commentId: string;
  text: string;
  /** The moment as it is written. */
  at: string;
}

/** Takes away what stayed of a deleted lesson. Asks first: it does not come back. */
export function RemoveKept({ goal, commentId, text, at }: Props) {
  const { t } = useTranslation(['goal-page', 'common']);
  const [opened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await removeKept(goal, commentId);
      setOpened(false);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        c="dimmed"
        ml={-8}
        size="compact-sm"
        aria-label={`${t('kept.remove')}, ${at}`}
        onClick={() => setOpened(true)}
      >
        {t('kept.remove')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('kept.title')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack>
          <Text lineClamp={3} fw={600}>
            {text}
          </Text>
          <Text>{t('kept.text')}</Text>
          <ProblemAlert error={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)} data-autofocus>
              {t('common:cancel')}
            </Button>
            <Button color="red" loading={busy} onClick={() => void remove()}>
              {t('kept.do')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
