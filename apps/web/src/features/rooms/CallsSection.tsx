import { Text } from '@mantine/core';
import type { PersonRef } from '@lesblik/shared/common';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { CallList } from './CallList.tsx';
import { NewCallButton } from './NewCallButton.tsx';
import { roomsQuery } from './queries.ts';

interface Props {
  trajectoryId: string;
  organisationId: string;
  title: string;
  /** Whom one would call here: the other of the two. */
  likely: readonly PersonRef[];
}

/** The calls of a trajectory, and opening or planning one. */
export function CallsSection({ trajectoryId, organisationId, title, likely }: Props) {
  const { t } = useTranslation('rooms');
  const rooms = useQuery(roomsQuery(trajectoryId)).data;
  return (
    <Section
      title={t('list.title')}
      action={
        <NewCallButton
          subject={{ recordingId: null, trajectoryId, organisationId, title: `${t('call')}: ${title}` }}
          likely={likely}
        />
      }
    >
      {rooms && rooms.length > 0 ? <CallList rooms={rooms} /> : rooms && <Text c="dimmed">{t('list.none')}</Text>}
    </Section>
  );
}
