import { Button } from '@mantine/core';
import type { PersonRef } from '@lesblik/shared/common';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../ui/problem-sentence.ts';
import { useStore } from '../../ui/use-store.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { useLessonGoals } from '../review/goals-query.ts';
import { useReview } from '../review/review-context.tsx';
import { CommentList } from './CommentList.tsx';
import classes from './CommentList.module.css';
import type { Thread } from './core/comment-book.ts';
import { FilterBar } from './FilterBar.tsx';
import { NewComment } from './NewComment.tsx';
import { PendingComments } from './PendingComments.tsx';

const Apart = lazy(async () => ({ default: (await import('../seals/Apart.tsx')).Apart }));

/** The conversation: filter, list, and the place to write. */
export function CommentPanel({ threads }: { threads: readonly Thread[] }) {
  const { session, recording, call } = useReview();
  const { t } = useTranslation('comments');
  const book = useStore(session.feed, (state) => state.book);
  const loaded = useStore(session.feed, (state) => state.loaded);
  const error = useStore(session.feed, (state) => state.error);
  const goals = useLessonGoals(recording);
  const authors = useMemo(() => authorsOf(book.threads), [book]);
  const writing = useStore(session.ui, (state) => state.writing);
  // Beside the faces of a call there is no room for both.
  const crowded = call !== null && writing === 'new';
  const comparing = useStore(session.ui, ({ sides }) => sides !== null);
  const mayComment = recording.may.includes('comment');

  return (
    <div className={classes.panel}>
      {!crowded && (
        <Suspense>
          <Apart />
        </Suspense>
      )}
      {book.threads.length > 0 && !comparing && !crowded && (
        <FilterBar goals={goals} authors={authors} shown={threads.length} total={book.threads.length} />
      )}
      {!loaded && error === null && <Waiting what={t('loading')} />}
      {!loaded && error !== null && (
        <div className={classes.empty} role="alert">
          <p>{sentenceOf(error)}</p>
          <Button variant="default" onClick={() => void session.readComments()}>
            {t('again')}
          </Button>
        </div>
      )}
      {loaded && threads.length > 0 && !comparing && <CommentList threads={threads} goals={goals} />}
      {loaded && threads.length === 0 && !comparing && (
        <div className={classes.empty}>
          <p>{t(book.threads.length > 0 ? 'noneFit' : mayComment ? 'none' : 'noneYet')}</p>
        </div>
      )}
      <PendingComments />
      {mayComment && (
        <div className={classes.write}>
          <NewComment />
        </div>
      )}
    </div>
  );
}

function authorsOf(threads: readonly Thread[]): PersonRef[] {
  const found = new Map<string, PersonRef>();
  for (const { comment, replies } of threads)
    for (const { author } of [comment, ...replies]) if (!found.has(author.id)) found.set(author.id, author);
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
