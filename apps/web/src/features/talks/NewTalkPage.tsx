import { Button, Group, NativeSelect, Radio, TextInput } from '@mantine/core';
import { TalkKind } from '@lesblik/shared/agendas';
import { mayTrajectory } from '@lesblik/shared/policy';
import { Problem } from '@lesblik/shared/problems';
import { talkRoutes } from '@lesblik/shared/talks';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { call } from '../../api/call.ts';
import { NotFound } from '../../app/lazy-pages.ts';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { useMe } from '../identity/me.ts';
import { trajectoryQuery } from '../trajectories/queries.ts';
import { readTalksAgain, talksQuery } from './queries.ts';
import classes from './Talks.module.css';
import { ownZone } from './talk-words.ts';
import { TimesFields } from './TimesFields.tsx';
import { timesOf } from './times-of.ts';

const DURATIONS = [30, 45, 60, 90, 120];

export function NewTalkPage() {
  const [address] = useSearchParams();
  const trajectoryId = address.get('traject');
  return trajectoryId === null ? <NotFound /> : <OfTrajectory id={trajectoryId} />;
}

function OfTrajectory({ id }: { id: string }) {
  const { data: trajectory } = useSuspenseQuery(trajectoryQuery(id));
  return mayTrajectory('talk', trajectory) ? <NewTalk trajectory={trajectory} /> : <NotFound />;
}

/** What the trajectory is at says which talk is likely. */
const likely = (phase: Trajectory['phase']): TalkKind => (phase === 'request' || phase === 'closed' ? 'intake' : phase);

function NewTalk({ trajectory }: { trajectory: Trajectory }) {
  const { t } = useTranslation('talks');
  const me = useMe();
  const [, go] = useLocation();
  const { id: trajectoryId, coachee, coach, phase } = trajectory;
  const other = coachee.id === me.id ? coach : coachee;
  const [kind, setKind] = useState(likely(phase));
  const [byCall, setByCall] = useState(false);
  const talks = useQuery(talksQuery(trajectoryId)).data ?? [];
  const number = talks.filter((talk) => talk.kind === kind && talk.state !== 'cancelled').length + 1;
  const form = useForm({
    schema: talkRoutes.offer.body,
    read: (fields) => ({
      ...{ kind, byCall, timeZone: ownZone(), times: timesOf(fields) },
      ...{ title: fields.get('title'), durationMinutes: Number(fields.get('durationMinutes')) },
      ...(!byCall && { place: fields.get('place') }),
    }),
    async submit(body) {
      const talk = await call(talkRoutes.offer, { params: { trajectoryId }, body });
      await readTalksAgain();
      say(t('offer.sent', { name: other.name }));
      go(paths.talk(talk.id), { replace: true });
    },
  });
  const wrongTimes = form.error('times') && t('offer.wrongTime');
  const skipped = form.problem instanceof Problem && form.problem.code === 'time_does_not_exist';
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Page width="form">
        <div>
          <BackLink to={paths.trajectory(trajectoryId)} title={trajectory.title} />
          <PageTitle title={t('offer.title')} />
          <p className={classes.hint}>{t('offer.text', { name: other.name })}</p>
        </div>
        <Radio.Group label={t('offer.kind')} value={kind} onChange={(value) => setKind(TalkKind.parse(value))}>
          <Group mt="xs">
            {TalkKind.options.map((one) => (
              <Radio key={one} value={one} label={t(`kinds.${one}`)} />
            ))}
          </Group>
        </Radio.Group>
        <TextInput
          key={`${kind} ${number}`}
          name="title"
          label={t('offer.name')}
          defaultValue={number > 1 ? `${t(`kinds.${kind}`)} ${number}` : t(`kinds.${kind}`)}
          maxLength={200}
          error={form.error('title')}
        />
        <TimesFields error={skipped ? t('offer.skipped') : wrongTimes} />
        <NativeSelect
          name="durationMinutes"
          label={t('offer.duration')}
          defaultValue="60"
          data={DURATIONS.map((count) => ({ value: String(count), label: t('minutes', { count }) }))}
        />
        <Radio.Group
          label={t('offer.where')}
          value={byCall ? 'call' : 'room'}
          onChange={(value) => setByCall(value === 'call')}
        >
          <Group mt="xs">
            <Radio value="room" label={t('offer.inRoom')} />
            <Radio value="call" label={t('offer.inCall')} />
          </Group>
        </Radio.Group>
        {!byCall && (
          <TextInput
            name="place"
            label={t('offer.place')}
            description={t('offer.placeHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={300}
            error={form.error('place')}
          />
        )}
        {!skipped && <ProblemAlert error={form.problem} />}
        <Group>
          <Button type="submit" size="md" loading={form.busy}>
            {t('offer.send')}
          </Button>
        </Group>
      </Page>
    </form>
  );
}
