import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { NotFound } from '../../app/lazy-pages.ts';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { peopleQuery } from '../comments/people-query.ts';
import { recordingQuery } from '../recordings/recording-query.ts';
import { trajectoryQuery } from '../trajectories/queries.ts';
import { NewCall } from './NewCall.tsx';
import classes from './NewCallPage.module.css';

/** Begins or plans a call about a lesson or a trajectory. */
export function NewCallPage() {
  const { t } = useTranslation('rooms');
  const [address] = useSearchParams();
  const recordingId = address.get('les');
  const trajectoryId = address.get('traject');
  if (recordingId === null && trajectoryId === null) return <NotFound />;
  return (
    <Page width="form">
      <div>
        <PageTitle title={t('make.title')} />
        <p className={classes.about}>{t('make.text')}</p>
      </div>
      {recordingId === null ? <OfTrajectory id={trajectoryId ?? ''} /> : <OfLesson id={recordingId} />}
    </Page>
  );
}

function OfLesson({ id }: { id: string }) {
  const { t } = useTranslation('rooms');
  const lesson = useQuery(recordingQuery(id));
  const people = useQuery(peopleQuery(id));
  const { data } = lesson;
  if (!data || !people.data)
    return lesson.isError || people.isError ? <ProblemAlert error={lesson.error ?? people.error} /> : <Waiting />;
  const { trajectoryId, organisationId, title } = data;
  return (
    <NewCall
      subject={{ recordingId: id, trajectoryId, organisationId, title: `${t('call')}: ${title}` }}
      likely={people.data}
    />
  );
}

function OfTrajectory({ id }: { id: string }) {
  const { t } = useTranslation('rooms');
  const { data, error } = useQuery(trajectoryQuery(id));
  if (!data) return error ? <ProblemAlert error={error} /> : <Waiting />;
  const { organisationId, title, coachee, coach } = data;
  return (
    <NewCall
      subject={{ recordingId: null, trajectoryId: id, organisationId, title: `${t('call')}: ${title}` }}
      likely={[coachee, coach]}
    />
  );
}
