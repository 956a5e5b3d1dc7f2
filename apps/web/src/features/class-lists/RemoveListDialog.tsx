import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ClassList, classListRoutes } from '@lesblik/shared/class-lists';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { readListsAgain } from './queries.ts';

interface Props {
  list: ClassList;
  opened: boolean;
  onClose: () => void;
}

/** Asks: what was written down of pupils does not come back. */
export function RemoveListDialog({ list, opened, onClose }: Props) {
  const { t } = useTranslation(['class-lists', 'common']);
  const [, go] = useLocation();
  const [problem, setProblem] = useState<unknown>();
  const remove = async (): Promise<void> => {
    await call(classListRoutes.remove, { params: { classListId: list.id } });
    say(t('removed', { list: list.name }));
    go(paths.classLists);
    await readListsAgain();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('removeTitle', { list: list.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        <Text>{t('removeText')}</Text>
        <ProblemAlert error={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common:cancel')}
          </Button>
          <Button color="red" onClick={() => remove().catch(setProblem)}>
            {t('remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
