import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import { type TalkPage, talkRoutes } from '@lesblik/shared/talks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { act } from './acts.ts';
import { type ChosenMoment, MomentChoice } from './MomentChoice.tsx';
import { MomentRow } from './MomentRow.tsx';
import { momentsQuery } from './queries.ts';
import classes from './Talks.module.css';

/** Moments of lessons to talk about, played here. */
export function MomentsSection({ talk, readOnly }: { talk: TalkPage; readOnly: boolean }) {
  const { t } = useTranslation(['talks', 'common']);
  const { data: moments, error } = useQuery(momentsQuery(talk.id));
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<ChosenMoment>();
  const stop = (): void => {
    setChoosing(false);
    setChosen(undefined);
  };
  const pin = async (body: ChosenMoment): Promise<void> => {
    if (await act(() => call(talkRoutes.pin, { params: { talkId: talk.id }, body }), t('moments.pinned'))) stop();
  };
  return (
    <Section
      title={t('moments.title')}
      action={
        !readOnly &&
        !choosing && (
          <Button
            variant="default"
            leftSection={<IconPin size={18} aria-hidden="true" />}
            onClick={() => setChoosing(true)}
          >
            {t('moments.pin')}
          </Button>
        )
      }
    >
      <ProblemAlert error={error} />
      {moments?.length === 0 && !choosing && <Text c="dimmed">{t('moments.none')}</Text>}
      <ul className={classes.list}>
        {moments?.map((moment) => (
          <MomentRow key={moment.id} moment={moment} readOnly={readOnly} />
        ))}
      </ul>
      {choosing && (
        <Stack className={classes.form}>
          <MomentChoice trajectoryId={talk.trajectoryId} onChange={setChosen} />
          <Group>
            <Button disabled={chosen === undefined} onClick={() => chosen && void pin(chosen)}>
              {t('moments.add')}
            </Button>
            <Button variant="default" onClick={stop}>
              {t('common:cancel')}
            </Button>
          </Group>
        </Stack>
      )}
    </Section>
  );
}
