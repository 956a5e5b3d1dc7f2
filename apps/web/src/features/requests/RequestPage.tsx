import { Group } from '@mantine/core';
import type { TrajectoryRequest } from '@lesblik/shared/requests';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { dayText, instantDayText } from '../../ui/format.ts';
import { Facts } from '../../ui/Facts.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Section } from '../../ui/Section.tsx';
import { Turn } from '../../ui/Turn.tsx';
import { AskedSection } from './AskedSection.tsx';
import { requestQuery } from './queries.ts';
import { RequestActs } from './RequestActs.tsx';
import classes from './Requests.module.css';

/** One request: for whom and why, who was asked, and what the reader can do with it. */
export function RequestPage() {
  const { t, i18n } = useTranslation('requests');
  const { requestId } = useParams<{ requestId: string }>();
  const { data: request } = useSuspenseQuery(requestQuery(requestId));
  const { client, filedBy } = request;
  const day = instantDayText(request.filedAt, i18n.language);
  const from = dayText(request.startsOn, i18n.language);
  const to = dayText(request.endsOn, i18n.language);
  return (
    <Page width="form">
      <header>
        <PageTitle title={request.title} />
        <p className={classes.line}>
          {t('period', { from, to })} ·{' '}
          {client.id === filedBy.id
            ? t('filedBy', { name: client.name, day })
            : t('filedFor', { name: filedBy.name, client: client.name, day })}
        </p>
      </header>
      <RequestTurn request={request} />
      <RequestActs request={request} />
      {request.trajectoryId !== null && (
        <Group>
          <LinkButton to={paths.trajectory(request.trajectoryId)}>{t('toTrajectory')}</LinkButton>
        </Group>
      )}
      {request.reason !== '' && (
        <Section title={t('reasonTitle')}>
          <p className={classes.words}>{request.reason}</p>
        </Section>
      )}
      <Section title={t('people')}>
        <Facts
          facts={(['coachee', 'client', 'supervisor'] as const).flatMap((role) => {
            const person = request[role];
            return person ? [[t(`roles.${role}`), person.name] as const] : [];
          })}
        />
      </Section>
      <AskedSection request={request} />
    </Page>
  );
}

/** Whose turn it is, or what came of it. */
function RequestTurn({ request }: { request: TrajectoryRequest }) {
  const { t } = useTranslation('requests');
  const { state, may, asked, endedBy, message, openToCoaches: anyone } = request;
  const nobodyLeft = !anyone && asked.every(({ refusedAt }) => refusedAt !== null);
  const mine = may.includes('take') || (may.includes('ask') && nobodyLeft);
  const sentence = (): string => {
    if (state !== 'open') {
      // A coach who did not get it is told no more than that.
      if (request.reason === '') return t(state === 'taken' ? 'turn.over' : 'turn.closed');
      return t(`turn.${state}`, { name: endedBy?.name ?? '' });
    }
    if (may.includes('take')) return t('turn.take');
    return t(mine ? 'turn.ask' : 'turn.wait');
  };
  return (
    <div>
      <Turn sentence={sentence()} atRest={!mine} />
      {message !== '' && <p className={classes.words}>{message}</p>}
    </div>
  );
}
