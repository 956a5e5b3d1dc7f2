import { Button, Group, Text } from '@mantine/core';
import { IconColumns2, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import classes from './GoalPage.module.css';
import { threadQuery } from './goal-queries.ts';
import { byLesson, playable } from './thread.ts';
import { ThreadMoment } from './ThreadMoment.tsx';

// The player is large, and reading needs none.
const ThreadPlayer = lazy(async () => ({ default: (await import('./ThreadPlayer.tsx')).ThreadPlayer }));
const SideBySide = lazy(async () => ({ default: (await import('./SideBySide.tsx')).SideBySide }));

const AT_ONCE = 100;

type Watching = { id: string; all: boolean } | 'both' | undefined;

/** The goal thread: every moment of the goal, over all lessons, in time order. */
export function ThreadSection({ goalId }: { goalId: string }) {
  const { t, i18n } = useTranslation('goal-page');
  const { data: moments, error } = useQuery(threadQuery(goalId));
  const [watching, setWatching] = useState<Watching>();
  const [shown, setShown] = useState(AT_ONCE);
  const films = playable(moments ?? []);
  const [first, latest] = [films[0], films.at(-1)];
  const left = (moments?.length ?? 0) - shown;
  const stop = (): void => setWatching(undefined);
  const current = typeof watching === 'object' ? films.findIndex(({ id }) => id === watching.id) : -1;
  return (
    <Section title={t('thread.title')}>
      <ProblemAlert error={error} />
      {moments === undefined && !error && <Waiting />}
      {moments?.length === 0 && <Text c="dimmed">{t('thread.none')}</Text>}
      {moments !== undefined && moments.length > 0 && <p className={classes.help}>{t('thread.help')}</p>}
      {first && latest && (
        <Group mb="sm">
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={18} aria-hidden="true" />}
            onClick={() => setWatching({ id: first.id, all: true })}
          >
            {t('thread.all')}
          </Button>
          {first !== latest && (
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
            all={watching.all}
            onMove={(index) => setWatching({ id: films[index]?.id ?? '', all: watching.all })}
            onClose={stop}
          />
        )}
        {watching === 'both' && first && latest && <SideBySide first={first} latest={latest} onClose={stop} />}
      </Suspense>
      {byLesson(moments?.slice(0, shown) ?? []).map(({ key, lesson, moments: together }) => (
        <div key={key}>
          {lesson && (
            <h3 className={classes.lesson}>
              {lesson.title} <span className={classes.dimmed}>{dayText(lesson.recordedOn, i18n.language)}</span>
            </h3>
          )}
          <ul className={classes.moments}>
            {together.map((moment) => (
              <ThreadMoment
                key={moment.id}
                moment={moment}
                current={typeof watching === 'object' && watching.id === moment.id}
                onPlay={() => setWatching({ id: moment.id, all: false })}
              />
            ))}
          </ul>
        </div>
      ))}
      {left > 0 && (
        <Button variant="default" mt="sm" onClick={() => setShown(shown + AT_ONCE)}>
          {t('thread.more', { count: Math.min(left, AT_ONCE) })}
        </Button>
      )}
    </Section>
  );
}
