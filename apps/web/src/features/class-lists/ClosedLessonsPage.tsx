import { Button, Group, Text } from '@mantine/core';
import { type LessonClosure, lessonConsentRoutes } from '@lesblik/shared/lesson-consent';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { dayText, instantDayText } from '../../ui/format.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import classes from './ClassLists.module.css';

/** Lessons that closed because consent ended, with what their owner can do about each. */
export function ClosedLessonsPage() {
  const { t } = useTranslation(['class-lists', 'recordings']);
  const { data, error } = useQuery({
    queryKey: ['lesson-closures'],
    queryFn: async ({ signal }) => (await call(lessonConsentRoutes.closures, {}, { signal })).items,
  });
  return (
    <Page width="reading">
      <div>
        <BackLink to={paths.recordings} title={t('recordings:title')} />
        <PageTitle title={t('closed.title')} />
        <Text c="dimmed">{t('closed.intro')}</Text>
      </div>
      <ProblemAlert error={error} />
      {data === undefined && !error && <Waiting />}
      {data?.length === 0 && <EmptyPage picture="lessons" text={t('closed.empty')} />}
      <ul className={classes.list}>
        {data?.map((closure) => (
          <Closure key={closure.id} closure={closure} />
        ))}
      </ul>
    </Page>
  );
}

function Closure({ closure }: { closure: LessonClosure }) {
  const { t, i18n } = useTranslation(['class-lists', 'lesson-consent']);
  const { id: closureId, recordingId, recordingTitle, recordedOn, label, purpose, closedAt } = closure;
  const settle = async (): Promise<void> => {
    await call(lessonConsentRoutes.settle, { params: { closureId } });
    say(t('closed.settled', { title: recordingTitle }));
    await Promise.all(['lesson-closures', 'waiting'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
  };
  return (
    <li className={classes.pupil}>
      <Text fw={600}>
        {recordingTitle} · {dayText(recordedOn, i18n.language)}
      </Text>
      <Text>
        {t('closed.line', {
          purpose: t(`lesson-consent:purposes.${purpose}`),
          label,
          day: instantDayText(closedAt, i18n.language),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('closed.can')}
      </Text>
      <Group mt="xs">
        <LinkButton to={paths.recording(recordingId)} variant="default">
          {t('closed.open')}
        </LinkButton>
        <Button variant="subtle" onClick={() => void settle().catch(sayProblem)}>
          {t('closed.settle')}
        </Button>
      </Group>
    </li>
  );
}
