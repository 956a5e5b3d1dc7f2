import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import type { PersonRef } from '@lesblik/shared/common';
import { erasureRoutes } from '@lesblik/shared/erasure';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { readPeopleAgain } from '../organisations/queries.ts';

/** For an administrator, of somebody of this school: asks, because nothing of it comes back. */
export function EraseMember({ person, organisationId }: { person: PersonRef; organisationId: string }) {
  const { t } = useTranslation(['erasure', 'common']);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const close = () => setAsked(false);
  async function erase(): Promise<void> {
    setBusy(true);
    try {
      await call(erasureRoutes.ofMember, { params: { organisationId, personId: person.id } });
      say(t('erased'));
      await readPeopleAgain();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsked(true)}>
        {t('erase')}
      </Button>
      <Modal
        opened={asked}
        onClose={close}
        title={t('eraseTitle', { name: person.name })}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack>
          <Text fw={600}>{t('noWayBackOf', { name: person.name })}</Text>
          <List>
            <List.Item>{t('goesOf.lessons')}</List.Item>
            <List.Item>{t('goesOf.account')}</List.Item>
            <List.Item>{t('stays')}</List.Item>
          </List>
          <ProblemAlert error={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t('common:cancel')}
            </Button>
            <Button color="red" loading={busy} onClick={() => void erase()}>
              {t('do')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
