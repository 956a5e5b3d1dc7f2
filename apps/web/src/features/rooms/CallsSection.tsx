import { Text } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { CallList } from './CallList.tsx';
import { roomsQuery } from './queries.ts';

/** The calls of a trajectory, and opening or planning one. */
export function CallsSection({ trajectoryId, readOnly }: { trajectoryId: string; readOnly: boolean }) {
  const { t } = useTranslation('rooms');
  const rooms = useQuery(roomsQuery(trajectoryId)).data;
  return (
    <Section
      title={t('list.title')}
      action={
        !readOnly && (
          <LinkButton
            to={paths.newCall({ trajectoryId })}
            variant="default"
            leftSection={<IconVideo size={18} aria-hidden="true" />}
          >
            {t('make.open')}
          </LinkButton>
        )
      }
    >
      {rooms && rooms.length > 0 ? <CallList rooms={rooms} /> : rooms && <Text c="dimmed">{t('list.none')}</Text>}
    </Section>
  );
}
