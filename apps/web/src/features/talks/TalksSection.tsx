import { Text } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import type { Talk } from '@lesblik/shared/talks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { talksQuery } from './queries.ts';
import { TalkList } from './TalkList.tsx';
import classes from './Talks.module.css';

const isPast = ({ state }: Talk): boolean => state === 'held' || state === 'cancelled';

/** The talks of a trajectory, for coachee and coach. */
export function TalksSection({ trajectoryId, readOnly }: { trajectoryId: string; readOnly: boolean }) {
  const { t } = useTranslation('talks');
  const { data: talks, error } = useQuery(talksQuery(trajectoryId));
  const ahead = (talks ?? []).filter((talk) => !isPast(talk));
  const earlier = (talks ?? []).filter(isPast);
  return (
    <Section
      title={t('title')}
      anchor="talks"
      action={
        !readOnly && (
          <LinkButton
            to={paths.newTalk(trajectoryId)}
            variant="default"
            leftSection={<IconCalendarPlus size={18} aria-hidden="true" />}
          >
            {t('plan')}
          </LinkButton>
        )
      }
    >
      <ProblemAlert error={error} />
      {talks?.length === 0 && <Text c="dimmed">{t('none')}</Text>}
      {earlier.length > 0 && ahead.length === 0 && <Text c="dimmed">{t('nonePlanned')}</Text>}
      <TalkList talks={ahead} />
      {earlier.length > 0 && (
        <details className={classes.done}>
          <summary>{t('earlierTalks', { count: earlier.length })}</summary>
          <TalkList talks={earlier} />
        </details>
      )}
    </Section>
  );
}
