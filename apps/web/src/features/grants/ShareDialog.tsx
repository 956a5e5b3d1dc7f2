import { Modal, Stack, Text } from '@mantine/core';
import { IconLock, IconUsers } from '@tabler/icons-react';
import type { Recording } from '@lesblik/shared/recordings';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { GiveForm } from './GiveForm.tsx';
import { GrantRow } from './GrantRow.tsx';
import type { Here, Lesson } from './part.ts';
import { HideSection } from './HideSection.tsx';
import { grantsQuery } from './queries.ts';
import classes from './ShareDialog.module.css';
import { TrimSection } from './TrimSection.tsx';

const LOOK_AGAIN_MS = 2000;

interface Props {
  recording: Pick<Recording, 'id' | 'organisationId' | 'owner' | 'keepUntil' | 'trajectoryId' | 'hasHidden'> & Lesson;
  here: Here;
  opened: boolean;
  onClose: () => void;
}

/** With whom the owner shares a lesson: who now, for whom next, and withdrawing at once. */
export function ShareDialog({ recording, here, opened, onClose }: Props) {
  const { t } = useTranslation(['grants', 'common']);
  const grants = useQuery({
    ...grantsQuery(recording.id),
    enabled: opened,
    // A part that is being made is ready within seconds.
    refetchInterval: ({ state }) => (state.data?.some(({ shows }) => shows === 'preparing') ? LOOK_AGAIN_MS : false),
  });
  const rows = grants.data ?? [];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="lg">
        <ProblemAlert error={grants.error} />
        {grants.isPending && <Waiting />}
        {grants.data && (
          <section aria-live="polite">
            <p className={classes.state}>
              {rows.length === 0 ? (
                <IconLock size={20} aria-hidden="true" />
              ) : (
                <IconUsers size={20} aria-hidden="true" />
              )}
              {rows.length === 0 ? t('onlyYou') : t('nowShared', { count: rows.length })}
            </p>
            <ul className={classes.list}>
              {rows.map((grant) => (
                <GrantRow
                  key={grant.id}
                  grant={grant}
                  latest={recording.keepUntil}
                  lesson={recording}
                  hasHidden={recording.hasHidden}
                  here={here}
                />
              ))}
            </ul>
            {rows.length > 0 && (
              <Text size="sm" c="dimmed">
                {t('withdrawHelp')}
              </Text>
            )}
          </section>
        )}
        {grants.data && <GiveForm recording={recording} granted={rows} here={here} />}
        {grants.data && recording.durationMs !== null && <HideSection recordingId={recording.id} />}
        {grants.data && recording.durationMs !== null && (
          <TrimSection recordingId={recording.id} lesson={recording} here={here} />
        )}
      </Stack>
    </Modal>
  );
}
