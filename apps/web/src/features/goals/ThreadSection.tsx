import { Button, Group, Text } from '@mantine/core';
import type { Goal, Rater } from '@lesblik/shared/goals';
import { IconColumns2, IconPlayerPlay } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import classes from './GoalPage.module.css';
import { byLesson } from './thread.ts';
import { ThreadMoment } from './ThreadMoment.tsx';
import { useThread } from './use-thread.ts';

// The player is large, and reading needs none.
const ThreadPlayer = lazy(async () => ({ default: (await import('./ThreadPlayer.tsx')).ThreadPlayer }));
const SideBySide = lazy(async () => ({ default: (await import('./SideBySide.tsx')).SideBySide }));

/** What is played next is loaded while there are so many before it. */
const AHEAD = 3;

type Watching = { id: string; all: boolean } | 'both' | undefined;

/** The goal thread: every moment of the goal, over all lessons, in time order. */
export function ThreadSection({ goal, mine }: { goal: Goal; mine: Rater }) {
  const { t, i18n } = useTranslation(['goal-page', 'common']);
  const { error, moments, films, count, first, latest, reach, more, loading } = useThread(goal.id);
  const [watching, setWatching] = useState<Watching>();
  const stop = (): void => setWatching(undefined);
  const current = typeof watching === 'object' ? films.findIndex(({ id }) => id === watching.id) : -1;
  const goTo = async (index: number, all: boolean): Promise<void> => {
    const film = await reach(index);
    // Whoever closed it or chose another one meanwhile keeps that.
    setWatching((now) => (film && now === watching ? { id: film.id, all } : now));
    if (film && all) await reach(index + AHEAD);
  };
  return (
    <Section title={t('thread.title')}>
      <ProblemAlert error={error} />
      {moments === undefined && !error && <Waiting />}
      {moments?.length === 0 && <Text c="dimmed">{t('thread.none')}</Text>}
      {moments !== undefined && moments.length > 0 && <p className={classes.help}>{t('thread.help')}</p>}
      {count > 0 && (
        <Group mb="sm">
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={18} aria-hidden="true" />}
            onClick={() => void goTo(0, true)}
          >
            {t('thread.all')}
          </Button>
          {count > 1 && (
            <Button
              variant="default"
              leftSection={<IconColumns2 size={18} aria-hidden="true" />}
              onClick={() => setWatching('both')}
            >
              {t('thread.both')}
            </Button>
          )}
        </Group>
      )}
      <Suspense fallback={<Waiting />}>
        {typeof watching === 'object' && current >= 0 && (
          <ThreadPlayer
            films={films}
            index={current}
            count={count}
            all={watching.all}
            onMove={(index) => void goTo(index, watching.all)}
            onClose={stop}
          />
        )}
        {watching === 'both' && first && latest && <SideBySide first={first} latest={latest} onClose={stop} />}
      </Suspense>
      {byLesson(moments ?? []).map(({ key, lesson, gone, moments: together }) => (
        <div key={key}>
          <h3 className={classes.lesson}>
            {lesson ? (
              <>
                {lesson.title} <span className={classes.dimmed}>{dayText(lesson.recordedOn, i18n.language)}</span>
              </>
            ) : (
              t(gone === 'deleted' ? 'thread.ofDeleted' : 'thread.ofOthers')
            )}
          </h3>
          <ul className={classes.moments}>
            {together.map((moment) => (
              <ThreadMoment
                key={moment.id}
                {...{ goal, mine }}
                moment={moment}
                current={typeof watching === 'object' && watching.id === moment.id}
                onPlay={() => setWatching({ id: moment.id, all: false })}
              />
            ))}
          </ul>
        </div>
      ))}
      {more && (
        <Button variant="default" mt="sm" loading={loading} onClick={more}>
          {t('common:more')}
        </Button>
      )}
    </Section>
  );
}
