import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { type HiddenList, type Hiding, hidingRoutes } from '@lesblik/shared/hiding';
import type { Recording } from '@lesblik/shared/recordings';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { isSame } from './marks.ts';
import { readHidingAgain, tookIn } from './queries.ts';
import { ResultPlayer } from './ResultPlayer.tsx';

interface Props {
  recording: Recording;
  hiding: Hiding;
  list: HiddenList;
  /** Whether the list is stored as it stands. */
  saved: () => Promise<boolean>;
}

/** What is made of the lists: made, looked at, and only then used. */
export function ResultSection({ recording, hiding, list, saved }: Props) {
  const { t } = useTranslation('hiding');
  const [busy, setBusy] = useState(false);
  const { trial, used } = hiding;
  const params = { recordingId: recording.id };
  const made = trial ?? used;
  const fresh = made !== null && made.state !== 'failed' && isSame(made.list, list);
  const ready = recording.state === 'ready';
  const empty = list.areas.length + list.sounds.length === 0;

  async function act(work: () => Promise<unknown>, done?: string): Promise<void> {
    setBusy(true);
    try {
      await work();
      if (done !== undefined) say(done);
    } catch (error) {
      sayProblem(error);
    }
    setBusy(false);
  }
  const make = () =>
    act(async () => {
      if (await saved()) tookIn(recording.id, await call(hidingRoutes.make, { params }));
    });
  const use = () =>
    act(async () => {
      tookIn(recording.id, await call(hidingRoutes.use, { params }));
      await readHidingAgain(recording.id);
    }, t('result.nowUsed'));
  const takeAway = () =>
    act(async () => {
      await call(hidingRoutes.remove, { params });
      await readHidingAgain(recording.id);
    }, t('result.takenAway'));
  return (
    <Section title={t('result.title')}>
      <Stack gap="sm">
        <Text maw="70ch" role="status">
          {used === null ? t('result.notUsed') : t('result.used', { count: hiding.shownTo })}
          {used !== null && !isSame(used.list, list) && ` ${t('result.differs')}`}
        </Text>
        {!ready && <Text>{t('result.notReady')}</Text>}
        {trial?.state === 'making' && (
          <div>
            <Text>{t('result.making', { share: Math.round(trial.progress * 100) })}</Text>
            <Progress value={trial.progress * 100} aria-label={t('result.progress')} />
          </div>
        )}
        {trial?.state === 'failed' && <ProblemAlert error={trial.problem} text={t('result.failed')} />}
        {made?.state === 'ready' && <ResultPlayer key={made.id} recording={recording} trial={trial !== null} />}
        <Group gap="xs">
          {trial?.state === 'ready' && fresh && (
            <Button loading={busy} onClick={() => void use()}>
              {t('result.use')}
            </Button>
          )}
          {!fresh && (
            <Button loading={busy} disabled={empty || !ready} onClick={() => void make()}>
              {t('result.make')}
            </Button>
          )}
          {(used !== null || trial !== null) && (
            <Button variant="default" loading={busy} onClick={() => void takeAway()}>
              {t('result.takeAway')}
            </Button>
          )}
        </Group>
        {used !== null && hiding.shownTo > 0 && (
          <Text size="sm" c="dimmed" maw="70ch">
            {t('result.takeAwayHelp')}
          </Text>
        )}
      </Stack>
    </Section>
  );
}
